import { and, Bits, bitsFor, Candidates, countOf, isSet } from './bits';
import { GramRange, GRAMS } from './grams';

/** Repositories that are looked through before others have their turn: a millisecond or so. */
export const AT_ONCE = 1_000;

/** Texts that a list and some bits have in common, while they are. */
const common = new Uint16Array(2 ** 16);

/** So many texts are looked through at once. */
const FEW = 16;
/** So many are looked through in the time that some more grams of them take. */
const MANY = 128;

/** A place for each gram there may be, which is used again: most builds are of few texts. */
interface Scratch {
  /** The text that has had it last. */
  last: Int32Array;
  values: Uint32Array;
}
const unused: Scratch[] = [];

type Visit = (text: number, found: (gram: number) => void) => void;

/** Which of up to 65,536 texts have a gram in them: a list, or a bit each where that is shorter. */
export class Postings {
  readonly #size: number;
  /** Grams that occur, in order; and for each how often, and where its list or its bits begin. */
  readonly #grams: Uint32Array;
  readonly #counts: Uint32Array;
  readonly #begins: Uint32Array;
  readonly #lists: Uint16Array;
  readonly #bits: Uint32Array;

  private constructor(size: number, grams: Uint32Array, counts: Uint32Array) {
    this.#size = size;
    this.#grams = grams;
    this.#counts = counts;
    this.#begins = new Uint32Array(grams.length);
    let [listed, words] = [0, 0];
    counts.forEach((count, at) => {
      const dense = this.#isDense(at);
      this.#begins[at] = dense ? words : listed;
      words += dense ? Math.ceil(size / 32) : 0;
      listed += dense ? 0 : count;
    });
    this.#lists = new Uint16Array(listed);
    this.#bits = new Uint32Array(words);
  }

  /**
   * Yields between steps of about a millisecond, so that others have their turn.
   *
   * @param visit - calls back for each gram of a text
   */
  static *build(size: number, visit: Visit): Generator<undefined, Postings> {
    const scratch = unused.pop() ?? {
      last: new Int32Array(GRAMS).fill(-1),
      values: new Uint32Array(GRAMS),
    };
    const { last, values } = scratch;
    const seen: number[] = [];
    yield* eachOnce(size, visit, last, gram => {
      if (values[gram] === 0) {
        seen.push(gram);
      }
      values[gram] += 1;
    });
    const grams = Uint32Array.from(seen).sort();
    const counts = grams.map(gram => values[gram]);
    const postings = new Postings(size, grams, counts);
    grams.forEach((gram, at) => {
      values[gram] = at;
      last[gram] = -1;
    });
    const next = postings.#begins.slice();
    yield* eachOnce(size, visit, last, (gram, text) => {
      const at = values[gram];
      if (postings.#isDense(at)) {
        postings.#bits[next[at] + (text >>> 5)] |= 1 << (text & 31);
      } else {
        postings.#lists[next[at]] = text;
        next[at] += 1;
      }
    });
    for (const gram of grams) {
      values[gram] = 0;
      last[gram] = -1;
    }
    unused.push(scratch);
    return postings;
  }

  /**
   * The texts that have some gram of each range.
   *
   * @param ranges - one of which nothing is here comes first afterwards, for the next segment
   * @param others - they have these grams as well, which are looked at where there are many of them
   */
  having(ranges: GramRange[], others: readonly number[] = []): Candidates {
    const places: { from: number; to: number; sum: number }[] = [];
    for (let at = 0; at < ranges.length; at++) {
      const [first, end] = ranges[at];
      const from = this.#placeOf(first);
      const to = this.#placeOf(end, from);
      const sum = this.#sum(from, to);
      if (sum === 0) {
        ranges.unshift(...ranges.splice(at, 1));
        return 'none';
      }
      // A range that most texts have something of is not worth gathering.
      if (to - from === 1 || sum < this.#size) {
        places.push({ from, to, sum });
      }
    }
    if (places.length === 0) {
      return 'all';
    }
    places.sort((a, b) => a.sum - b.sum);
    const bits = this.#union(places[0].from, places[0].to);
    // The texts of few are looked through sooner than more of their grams.
    const more = places[0].sum > FEW ? places.length : 1;
    for (let at = 1; at < more; at++) {
      const { from, to } = places[at];
      const isEmpty =
        to - from === 1
          ? this.narrow(bits, from)
          : and(bits, this.#union(from, to));
      if (isEmpty) {
        return 'none';
      }
    }
    return others.length > 0 && countOf(bits) > MANY
      ? this.#having(bits, others)
      : bits;
  }

  #having(bits: Bits, grams: readonly number[]): Candidates {
    for (const gram of grams) {
      const place = this.find(gram);
      if (place === undefined || this.narrow(bits, place)) {
        return 'none';
      }
    }
    return bits;
  }

  /** Where a gram is, for `narrow`; undefined where no text has it. */
  find(gram: number): number | undefined {
    const place = this.#placeOf(gram);
    return this.#grams[place] === gram ? place : undefined;
  }

  /**
   * Leaves only texts with the gram at a place.
   *
   * @returns is none left?
   */
  narrow(bits: Bits, place: number): boolean {
    const begin = this.#begins[place];
    if (this.#isDense(place)) {
      return and(bits, this.#bits, begin);
    }
    const end = begin + this.#counts[place];
    let left = 0;
    for (let at = begin; at < end; at++) {
      const text = this.#lists[at];
      if (isSet(bits, text)) {
        common[left] = text;
        left += 1;
      }
    }
    bits.fill(0);
    for (let at = 0; at < left; at++) {
      bits[common[at] >>> 5] |= 1 << (common[at] & 31);
    }
    return left === 0;
  }

  /**
   * Leaves only texts with some gram of a range.
   *
   * @returns is none left?
   */
  narrowTo(bits: Bits, [first, end]: GramRange): boolean {
    const from = this.#placeOf(first);
    return and(bits, this.#union(from, this.#placeOf(end, from)));
  }

  #sum(from: number, to: number): number {
    let sum = 0;
    for (let at = from; at < to; at++) {
      sum += this.#counts[at];
    }
    return sum;
  }

  #union(from: number, to: number): Bits {
    const bits = bitsFor(this.#size);
    const [all, lists] = [this.#bits, this.#lists];
    for (let at = from; at < to; at++) {
      const begin = this.#begins[at];
      if (this.#isDense(at)) {
        for (let word = 0; word < bits.length; word++) {
          bits[word] |= all[begin + word];
        }
      } else {
        const end = begin + this.#counts[at];
        for (let place = begin; place < end; place++) {
          const text = lists[place];
          bits[text >>> 5] |= 1 << (text & 31);
        }
      }
    }
    return bits;
  }

  /** A list has two bytes for each text. */
  #isDense(at: number): boolean {
    return this.#counts[at] * 16 > this.#size;
  }

  /** The first gram that is not before this one, looked for from a place on. */
  #placeOf(gram: number, begin = 0): number {
    const grams = this.#grams;
    // Most are looked for up to the next one.
    if (begin > 0 && (begin === grams.length || grams[begin] >= gram)) {
      return begin;
    }
    let from = begin;
    let to = grams.length;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (grams[middle] < gram) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }
}

/** Calls back once for each gram of each text. */
function* eachOnce(
  size: number,
  visit: Visit,
  last: Int32Array,
  found: (gram: number, text: number) => void,
): Generator<undefined, void> {
  for (let text = 0; text < size; text++) {
    visit(text, gram => {
      if (last[gram] !== text) {
        last[gram] = text;
        found(gram, text);
      }
    });
    if (text % AT_ONCE === AT_ONCE - 1) {
      yield;
    }
  }
}
