const MINUTE_MS = 60_000;

/**
 * How many refused calls are answered and audited one by one within a minute, whoever makes them. Calls
 * with the right secret are not counted, so that nobody can keep them out.
 */
export class RefusalLimit {
  readonly #perMinute: number;
  #begun = 0;
  #count = 0;

  constructor(perMinute: number) {
    this.#perMinute = perMinute;
  }

  /** @returns after how many seconds to try again, where there were too many */
  take(): number | undefined {
    const now = Date.now();
    if (now - this.#begun >= MINUTE_MS) {
      this.#begun = now;
      this.#count = 0;
    }
    this.#count += 1;
    return this.#count > this.#perMinute
      ? Math.ceil((this.#begun + MINUTE_MS - now) / 1_000)
      : undefined;
  }
}
