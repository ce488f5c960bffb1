import { isAt } from './bytes';
import { gramAt, GramRange, gramsOf, startGram } from './grams';
import { Hit, hitAt, merged, Shelf } from './hits';
import { and, Bits, bitsFor, countOf } from './Postings';
import { isCandidate, placesOf, Query, QueryOptions } from './Query';
import { isOfWord } from './searchText';
import { Segment } from './Segment';

/** A shorter word is near too many others. */
const LEAST_LETTERS = 4;
/** In a shorter word only a missing letter is looked for, and two that have changed places. */
const LEAST_WRONG = 5;
/** In a longer one, two letters that have changed places are found as two that are wrong. */
const LEAST_WITHOUT_TWO = 7;
/** Of more words, it is not asked which one is misspelt. */
const MOST_WORDS = 8;
const MOST_CLOSE = 10;
/** Repositories of all segments: some milliseconds. */
const MOST_LOOKED_AT = 20_000;
const RANKS = [0, 1, 2] as const;
type Rank = (typeof RANKS)[number];
/** Behind each text, and in none that is searched for. */
const LINE_END = 0x0a;

/** Some letters of a word, and the gram that has them. */
interface Part {
  from: number;
  to: number;
  gram: number;
}

/** A word that may be misspelt, and what the others have to match. */
interface Misspelt {
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

/** What a segment has, in the order of names: where all of the word is near, where a word begins so, and elsewhere. */
interface Found {
  shelf: Shelf;
  byRank: readonly [number[], number[], number[]];
}

/**
 * Repositories with a word that is, or begins, nearly like one that was searched for: one letter is
 * another, missing, too much, or has changed places with its neighbour. All other words occur as they
 * are. Those come first that have the whole word in their name, then those with a word in it that
 * begins so; by name and integration. Where very many could be near, not all of them are looked at.
 */
export function closeNames(
  shelves: readonly Shelf[],
  options: QueryOptions,
): Hit[] {
  const misspelt = misspeltOf(options);
  if (misspelt.length === 0) {
    return [];
  }
  const whole = new Query(options);
  const most = Math.ceil(MOST_LOOKED_AT / shelves.length);
  const found = shelves.flatMap(shelf => near(shelf, misspelt, whole, most));
  const hits: Hit[] = [];
  for (const rank of RANKS) {
    for (const hit of merged(found.map(one => hitsOf(one, rank)))) {
      if (hits.push(hit) === MOST_CLOSE) {
        return hits;
      }
    }
  }
  return hits;
}

function misspeltOf(options: QueryOptions): Misspelt[] {
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

/** @param most - so many are looked at */
function near(
  shelf: Shelf,
  misspelt: readonly Misspelt[],
  whole: Query,
  most: number,
): Found[] {
  const { segment } = shelf;
  let any = promising(segment, misspelt, true);
  if (any && countOf(any) > most) {
    any = promising(segment, misspelt, false);
  }
  if (!any) {
    return [];
  }
  const matching = whole.candidates(segment);
  const byRank: Found['byRank'] = [[], [], []];
  let left = most;
  for (const at of placesOf(any, 0, segment.size)) {
    const rank = rankOf(segment, at, misspelt);
    const list = rank === undefined ? [] : byRank[rank];
    if (
      rank !== undefined &&
      list.length < MOST_CLOSE &&
      !(isCandidate(matching, at) && whole.matches(segment, at))
    ) {
      list.push(at);
    }
    left -= 1;
    if (left === 0 || byRank[0].length === MOST_CLOSE) {
      break;
    }
  }
  return [{ shelf, byRank }];
}

/** @param roughly - sooner found, and more than need be */
function promising(
  segment: Segment,
  misspelt: readonly Misspelt[],
  roughly: boolean,
): Bits | undefined {
  let any: Bits | undefined;
  for (const one of misspelt) {
    const bits =
      roughly && one.word.length >= LEAST_WITHOUT_TWO
        ? candidates(segment, { ...one, width: 2, swapped: [] })
        : candidates(segment, one);
    if (bits) {
      any ??= bitsFor(segment.size);
      or(any, bits);
    }
  }
  return any;
}

function* hitsOf({ shelf, byRank }: Found, rank: Rank): Generator<Hit> {
  for (const at of byRank[rank]) {
    yield hitAt(shelf, at, 3, '');
  }
}

/** How near it is to one of the words; undefined where it is not. */
function rankOf(
  segment: Segment,
  at: number,
  misspelt: readonly Misspelt[],
): Rank | undefined {
  let best: Rank | undefined;
  for (const { word, others } of misspelt) {
    const isThere = (rank: Rank) =>
      segment.hasWord(
        at,
        word,
        rank === 0 ? isCloseWordAt : isCloseAt,
        rank < 2,
      );
    if (isThere(2) && others.matches(segment, at)) {
      const rank = RANKS.find(isThere);
      best =
        rank !== undefined && best !== undefined && best < rank ? best : rank;
    }
  }
  return best;
}

/** What may have the word but for one letter; undefined where nothing may. */
function candidates(
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
  const middle = (first + last) >>> 1;
  const left = { ...gap, parts: parts.filter(part => !isWhole(part)) };
  const before = { ...left, first, last: middle };
  const behind = { ...left, first: middle + 1, last };
  const isBefore = addWithout(found, bits.slice(), before);
  return addWithout(found, bits, behind) || isBefore;
}

function or(bits: Bits, others: Bits): void {
  for (let at = 0; at < bits.length; at++) {
    bits[at] |= others[at];
  }
}

/** Does the text go on with it, but for one letter? */
function isCloseAt(text: Uint8Array, place: number, word: Uint8Array): boolean {
  return lengthsClose(text, place, word, () => true);
}

/** Does the text go on with it, but for one letter, and no further? */
function isCloseWordAt(
  text: Uint8Array,
  place: number,
  word: Uint8Array,
): boolean {
  return lengthsClose(
    text,
    place,
    word,
    length => !isOfWord(text[place + length]),
  );
}

/** @param fits - is asked about the lengths of what is there in place of the word */
function lengthsClose(
  text: Uint8Array,
  place: number,
  word: Uint8Array,
  fits: (length: number) => boolean,
): boolean {
  let at = 0;
  while (at < word.length && text[place + at] === word[at]) {
    at++;
  }
  const { length } = word;
  const here = text[place + at];
  const next = text[place + at + 1];
  const [expected, following] = [word[at], word[at + 1]];
  // Most texts go on with none of them.
  if (
    at + 1 < length &&
    here !== following &&
    next !== following &&
    next !== expected
  ) {
    return false;
  }
  const goesOn = (from: number, there: number) =>
    isAt(text, place + there, word, from) && fits(there + length - from);
  const mayBeWrong = length >= LEAST_WRONG;
  return (
    // A letter of the word is too much;
    (mayBeWrong && goesOn(at + 1, at)) ||
    (here !== LINE_END &&
      // it is another one, or one is missing;
      ((mayBeWrong && goesOn(at + 1, at + 1)) ||
        goesOn(at, at + 1) ||
        // or two have changed places.
        (here === following && next === expected && goesOn(at + 2, at + 2))))
  );
}
