import { and, Bits, bitsFor, or } from './bits';
import { gramAt, GramRange, gramsOf, startGram } from './grams';
import { LEAST_WRONG } from './isClose';
import { Query, QueryOptions } from './Query';
import { Segment } from './Segment';

/** A shorter word is near too many others. */
const LEAST_LETTERS = 4;
/** Of more words, it is not asked which one is misspelt. */
const MOST_WORDS = 8;

/** Some letters of a word, and the gram that has them. */
interface Part {
  from: number;
  to: number;
  gram: number;
}

/** A word that may be misspelt, and what the others have to match. */
export interface Misspelt {
  word: Buffer;
  others: Query;
  parts: readonly Part[];
  /** Grams with its last two letters. */
  ending: GramRange;
  /** Letters of it that may be wrong; 0: one may be missing only. */
  width: number;
  /** The grams of the word with two letters the other way round, for each two of them. */
  swapped: GramRange[][];
}

/** Each word of a search, as if it was the misspelt one. */
export function misspeltOf(options: QueryOptions): Misspelt[] {
  if (options.words.length > MOST_WORDS) {
    return [];
  }
  return options.words.flatMap((text, at) => {
    const word = Buffer.from(text);
    const words = options.words.filter((_, place) => place !== at);
    if (word.length < LEAST_LETTERS) {
      return [];
    }
    return {
      word,
      others: new Query({ ...options, words }),
      parts: partsOf(word),
      ending: gramsOf(word.subarray(-2))[0],
      width: Number(word.length >= LEAST_WRONG),
      swapped: swappedOf(word),
    };
  });
}

function partsOf(word: Buffer): Part[] {
  const parts: Part[] = [{ from: 0, to: 2, gram: startGram(word) }];
  for (let from = 0; from + 3 <= word.length; from++) {
    parts.push({ from, to: from + 3, gram: gramAt(word, from) });
  }
  return parts;
}

function swappedOf(word: Buffer): GramRange[][] {
  return Array.from({ length: word.length - 1 }, (_, at) => {
    const other = Buffer.from(word);
    [other[at], other[at + 1]] = [word[at + 1], word[at]];
    return gramsOf(other, true);
  });
}

/** What may have the word but for one letter; undefined where nothing may. */
export function mayHave(
  segment: Segment,
  { word, others, parts, ending, width, swapped }: Misspelt,
): Bits | undefined {
  const { postings } = segment;
  // What is wrong is in each part that nothing here has.
  let begin = -1;
  let end = word.length;
  const present: Present[] = [];
  for (const { from, to, gram } of parts) {
    const place = postings.find(gram);
    if (place === undefined) {
      begin = Math.max(begin, from);
      end = Math.min(end, to - 1);
    } else {
      present.push({ from, to, place });
    }
  }
  const first = Math.max(0, begin + 1 - width);
  const last = Math.min(end, word.length - width);
  // Where two have changed places, one of them may be before it.
  const swaps = swapped.slice(Math.max(0, begin - 1), end + 1);
  const known =
    first > last && swaps.length === 0 ? 'none' : others.candidates(segment);
  if (known === 'none') {
    return undefined;
  }
  const all = known === 'all' ? bitsFor(segment.size).fill(-1) : known;
  const found = bitsFor(segment.size);
  let isAny = false;
  for (const grams of swaps) {
    const having = postings.having(grams);
    if (typeof having !== 'string' && !and(having, all)) {
      or(found, having);
      isAny = true;
    }
  }
  const gap = {
    first,
    last,
    width,
    parts: present,
    // Behind the gap there may be no room for three letters.
    ending: { from: word.length - 2, grams: ending },
    segment,
  };
  return addWithout(found, all, gap) || isAny ? found : undefined;
}

interface Present extends Omit<Part, 'gram'> {
  /** Where its gram is in the segment. */
  place: number;
}

/** Where in a word letters may be wrong, or one missing. */
interface Gap {
  first: number;
  last: number;
  width: number;
  parts: readonly Present[];
  ending: { from: number; grams: GramRange };
  segment: Segment;
}

/**
 * Adds what has all parts of the word that letters of some gap are not in.
 *
 * @returns is that any?
 */
function addWithout(found: Bits, bits: Bits, gap: Gap): boolean {
  const { first, last, width, parts, ending, segment } = gap;
  const { postings } = segment;
  const isWhole = ({ from, to }: Present) =>
    to <= first || from >= last + width;
  if (
    first > last ||
    parts.filter(isWhole).some(({ place }) => postings.narrow(bits, place))
  ) {
    return false;
  }
  if (first === last) {
    if (
      first + width === ending.from &&
      postings.narrowTo(bits, ending.grams)
    ) {
      return false;
    }
    or(found, bits);
    return true;
  }
  const others = parts.filter(part => !isWhole(part));
  if (others.length === 0) {
    // Wherever the gap is, no more is known.
    or(found, bits);
    return true;
  }
  const middle = (first + last) >>> 1;
  const left = { ...gap, parts: others };
  const before = { ...left, first, last: middle };
  const behind = { ...left, first: middle + 1, last };
  const isBefore = addWithout(found, bits.slice(), before);
  return addWithout(found, bits, behind) || isBefore;
}
