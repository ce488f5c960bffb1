import { sortInSteps } from '../../platform';
import { Bits, bitsFor, isSet } from './bits';
import { compareBytes, isAt, lowerBound } from './bytes';
import { forEachGram } from './grams';
import { AT_ONCE, Postings } from './Postings';
import { Entry, prepare, Prepared } from './Entry';
import { Projects } from './Projects';
import { compareText, isOfWord, normalize } from './searchText';

/** More are in another segment: numbers have 16 bits. */
export const SEGMENT_SIZE = 16_384;

const SLASH = 0x2f;

/**
 * Repositories of an integration in the order of their names, packed, with what finds them by any
 * part of name, project and description. Only that one has gone is noted later.
 */
export class Segment {
  readonly size: number;
  readonly #ids: Int32Array;
  /** Name, project and description of each as they are compared, a line each. */
  readonly #text: Buffer;
  /** Where each begins, and where the last ends. */
  readonly #begins: Uint32Array;
  readonly #nameLengths: Uint16Array;
  /** In the order of the last parts of their names. */
  readonly byLastPart: Uint16Array;
  readonly projects: Projects;
  /** Names that are written otherwise than they are compared. */
  readonly #written = new Map<number, string>();
  #postings!: Postings;
  #gone?: Bits;
  #goneCount = 0;

  private constructor(entries: readonly Prepared[], byLastPart: number[]) {
    this.size = entries.length;
    this.byLastPart = Uint16Array.from(byLastPart);
    this.#ids = Int32Array.from(entries, ({ id }) => id);
    this.#begins = new Uint32Array(this.size + 1);
    this.#nameLengths = new Uint16Array(this.size);
    this.projects = new Projects(entries.map(({ project }) => project));
    entries.forEach(({ key, name, text }, at) => {
      if (key !== name) {
        this.#written.set(at, name);
      }
      this.#nameLengths[at] = Buffer.byteLength(key);
      this.#begins[at + 1] = this.#begins[at] + Buffer.byteLength(text);
    });
    this.#text = Buffer.allocUnsafeSlow(this.#begins[this.size]);
    entries.forEach(({ text }, at) => this.#text.write(text, this.#begins[at]));
  }

  /**
   * Yields from time to time, so that others have their turn.
   *
   * @param entries - `SEGMENT_SIZE` at most, each name once
   */
  static *build(entries: readonly Entry[]): Generator<undefined, Segment> {
    const prepared: Prepared[] = [];
    for (const entry of entries) {
      prepared.push(prepare(entry));
      if (prepared.length % AT_ONCE === 0) {
        yield;
      }
    }
    const sorted = yield* sortInSteps(
      prepared,
      (a, b) => compareText(a.key, b.key) || compareText(a.name, b.name),
    );
    const byLastPart = yield* sortInSteps(
      [...sorted.keys()],
      (a, b) => compareText(sorted[a].lastPart, sorted[b].lastPart) || a - b,
    );
    const segment = new Segment(sorted, byLastPart);
    yield;
    segment.#postings = yield* Postings.build(segment.size, (at, found) =>
      forEachGram(
        segment.#text,
        segment.#begins[at],
        segment.#begins[at + 1],
        found,
      ),
    );
    return segment;
  }

  /** How many have not gone. */
  get present(): number {
    return this.size - this.#goneCount;
  }

  get postings(): Postings {
    return this.#postings;
  }

  idOf(at: number): number {
    return this.#ids[at];
  }

  isGone(at: number): boolean {
    return this.#gone !== undefined && isSet(this.#gone, at);
  }

  /** The name as it is compared. */
  keyOf(at: number): string {
    const from = this.#begins[at];
    return this.#text.toString('utf8', from, from + this.#nameLengths[at]);
  }

  nameOf(at: number): string {
    return this.#written.get(at) ?? this.keyOf(at);
  }

  /** Those that have not gone, as they are compared. */
  entry(at: number): Entry {
    const from = this.#begins[at] + this.#nameLengths[at] + 1;
    const project = this.projects.of(at);
    const group = normalize(project ?? '');
    const skipped = this.keyOf(at).startsWith(group)
      ? 0
      : Buffer.byteLength(group) + 1;
    const description = this.#text.toString(
      'utf8',
      from + skipped,
      this.#begins[at + 1] - 1,
    );
    return {
      id: this.#ids[at],
      name: this.nameOf(at),
      ...(project !== undefined && { project }),
      ...(description !== '' && { description }),
    };
  }

  /**
   * Where a repository is that has not gone; undefined where it is not here.
   *
   * @param key - the name as it is compared
   */
  find(name: string, key: Uint8Array = Buffer.from(normalize(name))) {
    if (this.#compareName(this.size - 1, key) < 0) {
      return undefined;
    }
    for (
      let at = this.firstFrom(key);
      at < this.size && this.#compareName(at, key) === 0;
      at++
    ) {
      if (this.nameOf(at) === name && !this.isGone(at)) {
        return at;
      }
    }
    return undefined;
  }

  /** Notes that a repository has gone, if it is here. */
  remove(name: string, key?: Uint8Array): void {
    const at = this.find(name, key);
    if (at !== undefined) {
      this.#gone ??= bitsFor(this.size);
      this.#gone[at >>> 5] |= 1 << (at & 31);
      this.#goneCount += 1;
    }
  }

  /** The first whose name is not before this one. */
  firstFrom(name: Uint8Array): number {
    return lowerBound(this.size, at => this.#compareName(at, name) < 0);
  }

  /** The first behind all whose names begin with this. */
  firstBehind(prefix: Uint8Array): number {
    return lowerBound(
      this.size,
      at => this.#compareName(at, prefix) < 0 || this.begins(at, prefix),
    );
  }

  /** In the order of last parts, the first that is not before this text. */
  firstLastPartFrom(text: Uint8Array): number {
    return lowerBound(
      this.size,
      place => this.#compareLastPart(this.byLastPart[place], text) < 0,
    );
  }

  /** In the order of last parts, the first behind all that begin with this. */
  firstLastPartBehind(prefix: Uint8Array): number {
    return lowerBound(this.size, place => {
      const at = this.byLastPart[place];
      return (
        this.#compareLastPart(at, prefix) < 0 || this.lastPartBegins(at, prefix)
      );
    });
  }

  #compareName(at: number, name: Uint8Array): number {
    return compareBytes(
      this.#text,
      [this.#begins[at], this.#nameEnd(at)],
      name,
    );
  }

  #compareLastPart(at: number, text: Uint8Array): number {
    return compareBytes(
      this.#text,
      [this.#lastPart(at), this.#nameEnd(at)],
      text,
    );
  }

  /** Where the last part of a name begins, in all text. */
  #lastPart(at: number): number {
    const from = this.#begins[at];
    let place = this.#nameEnd(at);
    while (place > from && this.#text[place - 1] !== SLASH) {
      place--;
    }
    return place;
  }

  hasSlash(at: number): boolean {
    return this.#lastPart(at) > this.#begins[at];
  }

  /** Does the name begin with it? */
  begins(at: number, word: Uint8Array): boolean {
    return this.#isAt(word, this.#begins[at], this.#nameEnd(at));
  }

  lastPartBegins(at: number, word: Uint8Array): boolean {
    return this.#isAt(word, this.#lastPart(at), this.#nameEnd(at));
  }

  /** Does name, project or description have it in it? */
  contains(at: number, word: Uint8Array): boolean {
    const text = this.#text;
    const end = this.#begins[at + 1] - word.length;
    for (let place = this.#begins[at]; place < end; place++) {
      if (text[place] === word[0] && isAt(text, place, word)) {
        return true;
      }
    }
    return false;
  }

  /** Does a word of it begin with this one? */
  hasWord(
    at: number,
    word: Uint8Array,
    isHere: (
      text: Uint8Array,
      place: number,
      word: Uint8Array,
    ) => boolean = isAt,
    nameOnly = false,
  ): boolean {
    const text = this.#text;
    const begin = this.#begins[at];
    const end = nameOnly ? this.#nameEnd(at) : this.#begins[at + 1];
    let inWord = false;
    for (let place = begin; place < end; place++) {
      if (!inWord && isHere(text, place, word)) {
        return true;
      }
      inWord = isOfWord(text[place]);
    }
    return false;
  }

  #nameEnd(at: number): number {
    return this.#begins[at] + this.#nameLengths[at];
  }

  #isAt(word: Uint8Array, from: number, end: number): boolean {
    return from + word.length <= end && isAt(this.#text, from, word);
  }
}
