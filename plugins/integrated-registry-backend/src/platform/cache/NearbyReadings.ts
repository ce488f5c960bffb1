/** Something that was read, and when. */
export interface Reading<T> {
  value: T;
  /** Milliseconds since the epoch. */
  readAt: number;
  /** Reading it anew has failed; not to be tried before this time. */
  retryAt?: number;
}

interface Kept {
  reading: Reading<unknown>;
  size: number;
}

/** Characters of JSON. */
const MAX_SIZE = 32 * 1024 * 1024;
const MAX_READINGS = 2_000;

/**
 * The readings last used in this process, unpacked, so that a list of 10,000 tags is not parsed for
 * every page of it. What was not used for the longest goes first.
 */
export class NearbyReadings {
  readonly #kept = new Map<string, Kept>();
  #size = 0;

  get<T>(key: string): Reading<T> | undefined {
    const kept = this.#kept.get(key);
    if (!kept) {
      return undefined;
    }
    // A map keeps the order in which keys were set.
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    return kept.reading as Reading<T>;
  }

  /** @param size - of its JSON; 0 as long as nobody knows */
  add<T>(key: string, reading: Reading<T>, size: number): Reading<T> {
    this.delete(key);
    this.#kept.set(key, { reading, size });
    this.#size += size;
    for (const oldest of this.#kept.keys()) {
      if (this.#size <= MAX_SIZE && this.#kept.size <= MAX_READINGS) {
        break;
      }
      this.delete(oldest);
    }
    return reading;
  }

  delete(key: string): void {
    this.#size -= this.#kept.get(key)?.size ?? 0;
    this.#kept.delete(key);
  }
}
