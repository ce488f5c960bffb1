import { GramRange, gramsOf, otherGramsOf } from './grams';
import { Bits, bitsFor, both, Candidates, isSet } from './bits';
import { Segment } from './Segment';
import { normalize } from './searchText';

export interface QueryOptions {
  /** As they are compared; each must occur in name, project or description. */
  words: readonly string[];
  project?: string | undefined;
  /** Names that begin with none of these may be left out. */
  prefixes?: readonly string[] | undefined;
}

/** 1: the name, or its last part, begins with the first word. 2: another word does. 3: the rest. */
export type Tier = 1 | 2 | 3;

/** What is searched for. */
export class Query {
  readonly words: readonly Buffer[];
  readonly #project: string | undefined;
  readonly #prefixes: readonly Buffer[] | undefined;
  /** What a segment did not have comes first: the next one does not have it either. */
  readonly #grams: GramRange[];
  /** The others, where many have those. */
  readonly #others: readonly number[];

  constructor({ words, project, prefixes }: QueryOptions) {
    this.words = words.map(word => Buffer.from(word));
    this.#project = project;
    this.#prefixes = prefixes?.map(prefix => Buffer.from(normalize(prefix)));
    this.#grams = this.words.flatMap(word => gramsOf(word));
    this.#others = this.words.flatMap(otherGramsOf);
  }

  /** What of a segment may match. */
  candidates(segment: Segment): Candidates {
    const ofProject =
      this.#project === undefined
        ? 'all'
        : segment.projects.having(this.#project);
    if (ofProject === 'none') {
      return 'none';
    }
    const having = segment.postings.having(this.#grams, this.#others);
    return both(both(having, ofProject), this.#withPrefixes(segment));
  }

  #withPrefixes(segment: Segment): Candidates {
    if (!this.#prefixes) {
      return 'all';
    }
    const bits = bitsFor(segment.size);
    for (const prefix of this.#prefixes) {
      const end = segment.firstBehind(prefix);
      for (let at = segment.firstFrom(prefix); at < end; at++) {
        bits[at >>> 5] |= 1 << (at & 31);
      }
    }
    return bits;
  }

  /** Does one of the candidates match? */
  matches(segment: Segment, at: number): boolean {
    return (
      !segment.isGone(at) &&
      this.words.every(word => segment.contains(at, word))
    );
  }

  /** How well the first word matches; without words everything is as good. */
  tierOf(segment: Segment, at: number): Tier {
    const [word] = this.words;
    if (!word || segment.begins(at, word) || segment.lastPartBegins(at, word)) {
      return 1;
    }
    return segment.hasWord(at, word) ? 2 : 3;
  }
}

export function isCandidate(candidates: Candidates, at: number): boolean {
  return (
    candidates === 'all' || (candidates !== 'none' && isSet(candidates, at))
  );
}

/** Candidates from one place up to before another. */
export function* placesOf(
  candidates: Candidates,
  from: number,
  end: number,
): Generator<number> {
  if (candidates === 'all') {
    for (let at = from; at < end; at++) {
      yield at;
    }
  } else if (candidates !== 'none') {
    yield* placesSet(candidates, from, end);
  }
}

function* placesSet(bits: Bits, from: number, end: number): Generator<number> {
  for (let at = from; at < end; at++) {
    if (bits[at >>> 5] >>> (at & 31) === 0) {
      // Nothing up to the end of these 32.
      at |= 31;
    } else if (isSet(bits, at)) {
      yield at;
    }
  }
}
