/** Lets only so many in at once, and others wait for a while. */
export class Turns {
  readonly #parallel: number;
  readonly #patienceMs: number;
  readonly #waiting = new Set<() => void>();
  #running = 0;

  constructor(parallel: number, patienceMs: number) {
    this.#parallel = parallel;
    this.#patienceMs = patienceMs;
  }

  /** @returns whether the turn has come; then it has to be ended */
  async begin(): Promise<boolean> {
    if (this.#running < this.#parallel) {
      this.#running += 1;
      return true;
    }
    return new Promise(resolve => {
      const come = () => resolve(true);
      this.#waiting.add(come);
      setTimeout(() => {
        if (this.#waiting.delete(come)) {
          resolve(false);
        }
      }, this.#patienceMs).unref();
    });
  }

  end(): void {
    const [next] = this.#waiting;
    if (next) {
      this.#waiting.delete(next);
      next();
    } else {
      this.#running -= 1;
    }
  }
}
