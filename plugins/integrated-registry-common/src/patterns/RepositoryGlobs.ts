import { patternLimits } from './patternLimits';
import { ASCII, GlobPlace, readGlob, SLASH } from './readGlob';

const WORD = 32;

/**
 * Globs over the names of repositories, made ready once and matched all at the same time.
 *
 * Every place of every glob is one bit. A character moves all bits at once, 32 to a step: a match
 * costs the length of the name times the length of the globs, by 32, whatever is in them. Nothing is
 * ever tried twice.
 *
 * @public
 */
export class RepositoryGlobs {
  readonly #places: readonly (GlobPlace | undefined)[];
  readonly #words: number;
  /** Bits that are set before the first character. */
  readonly #begin: Uint32Array;
  /** Bits behind the last place of each glob. */
  readonly #ends: Uint32Array;
  readonly #some: Uint32Array;
  readonly #parts: Uint32Array;
  /** By character: the bits that take it and go on, and those that take it and stay. */
  readonly #takes: ({ on: Uint32Array; stay: Uint32Array } | undefined)[] = [];
  #steps = 0;

  /**
   * @param globs - `*` stands for any text within one part of a name, `**` for any number of parts,
   *   `?` for one character, `[a-z]` for one of a class
   */
  static create(globs: readonly string[]): RepositoryGlobs {
    return new RepositoryGlobs(globs);
  }

  private constructor(globs: readonly string[]) {
    const read = globs.map(readGlob);
    this.#places = read.flatMap(places => [...places, undefined]);
    this.#words = Math.ceil(this.#places.length / WORD);
    this.#begin = this.#bits(() => false);
    this.#ends = this.#bits(place => place === undefined);
    this.#some = this.#bits(place => place?.kind === 'some');
    this.#parts = this.#bits(place => place?.kind === 'parts');
    let first = 0;
    for (const places of read) {
      setBit(this.#begin, first);
      first += places.length + 1;
    }
    this.#passOver(this.#begin, this.#begin);
  }

  /** How many steps all matches so far have taken, 32 places of globs to a step. */
  get steps(): number {
    return this.#steps;
  }

  /** Does one of the globs match the whole name? */
  matches(repository: string): boolean {
    if (repository.length > patternLimits.repositoryLength) {
      return false;
    }
    let now = Uint32Array.from(this.#begin);
    let next = new Uint32Array(this.#words);
    const arrived = new Uint32Array(this.#words);
    for (let at = 0; at < repository.length; at++) {
      const { on, stay } = this.#takenBy(repository.charCodeAt(at));
      let carry = 0;
      let alive = 0;
      for (let word = 0; word < this.#words; word++) {
        const moved = now[word] & on[word];
        arrived[word] = (moved << 1) | carry;
        carry = moved >>> (WORD - 1);
        next[word] = arrived[word] | (now[word] & stay[word]);
        alive |= next[word];
      }
      this.#steps += this.#words;
      if (alive === 0) {
        return false;
      }
      this.#passOver(next, arrived);
      [now, next] = [next, now];
    }
    return now.some((bits, word) => (bits & this.#ends[word]) !== 0);
  }

  /**
   * `*` and a leading `**` may take nothing at all. `**` only before its first character: after it, a
   * part has to end.
   */
  #passOver(bits: Uint32Array, arrived: Uint32Array): void {
    // Twice, because a `*` may stand right behind a `**`.
    for (let round = 0; round < 2; round++) {
      let carry = 0;
      for (let word = 0; word < this.#words; word++) {
        const passed =
          (bits[word] & this.#some[word]) |
          (round === 0 ? arrived[word] & this.#parts[word] : 0);
        bits[word] |= (passed << 1) | carry;
        carry = passed >>> (WORD - 1);
      }
    }
  }

  #takenBy(code: number) {
    const character = Math.min(code, ASCII);
    const known = this.#takes[character] ?? {
      on: this.#bits(
        place =>
          (place?.kind === 'one' && place.takes(character)) ||
          (place?.kind === 'parts' && character === SLASH),
      ),
      stay: this.#bits(
        place =>
          place !== undefined && place.kind !== 'one' && place.takes(character),
      ),
    };
    this.#takes[character] = known;
    return known;
  }

  #bits(isSet: (place: GlobPlace | undefined) => boolean): Uint32Array {
    const bits = new Uint32Array(this.#words);
    this.#places.forEach((place, index) => {
      if (isSet(place)) {
        setBit(bits, index);
      }
    });
    return bits;
  }
}

function setBit(bits: Uint32Array, index: number): void {
  bits[Math.floor(index / WORD)] |= 1 << index % WORD;
}
