/** Numbers that look random and are the same for the same seed. Source: mulberry32, public domain. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** From 0 to `below` - 1. */
  number(below: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  }

  /** True in so many of 100 cases. */
  chance(percent: number): boolean {
    return this.number(100) < percent;
  }

  of<T>(items: readonly T[]): T {
    return items[this.number(items.length)];
  }

  /** At least one of them. */
  some<T>(items: readonly T[], most: number): T[] {
    return Array.from({ length: 1 + this.number(most) }, () => this.of(items));
  }
}
