import { isAt } from './bytes';
import { gramAt, GramRange, gramsOf, startGram } from './grams';
import { Hit, hitAt, merged, Shelf } from './hits';
import { and, Bits, bitsFor } from './Postings';
import { isCandidate, placesOf, Query, QueryOptions } from './Query';
import { Segment } from './Segment';

/** A shorter word is near too many others. */
const LEAST_LETTERS = 5;
/** Behind each text, and in none that is searched for. */
const LINE_END = 0x0a;

/** A word that may be misspelt, and what the others have to match. */
interface Misspelt {
  word: Buffer;
  others: Query;
  /** The grams of the word with two letters the other way round, for each two of them. */
  swapped: GramRange[][];
}

/** Some letters of a word, by the gram that has them; and where it is among those of a segment. */
interface Part {
  from: number;
  to: number;
  place: number | undefined;
}

/**
 * Repositories with a word that begins nearly like one that was searched for: one letter is another,
 * missing, too much, or has changed places with its neighbour. All other words occur as they are.
 * By name and integration.
 */
export function* closeNames(
  shelves: readonly Shelf[],
  options: QueryOptions,
): Generator<Hit> {
  const misspelt = misspeltOf(options);
  const whole = new Query(options);
  yield* merged(
    misspelt.length === 0
      ? []
      : shelves.map(shelf => near(shelf, misspelt, whole)),
  );
}

function misspeltOf(options: QueryOptions): Misspelt[] {
  return options.words.flatMap((text, at) => {
    const word = Buffer.from(text);
    const words = options.words.filter((_, place) => place !== at);
    return word.length < LEAST_LETTERS
      ? []
      : {
          word,
          others: new Query({ ...options, words }),
          swapped: Array.from({ length: word.length - 1 }, (_, place) => {
            const other = Buffer.from(word);
            [other[place], other[place + 1]] = [word[place + 1], word[place]];
            return gramsOf(other, true);
          }),
        };
  });
}

/** Those of one segment. */
function* near(
  shelf: Shelf,
  misspelt: readonly Misspelt[],
  whole: Query,
): Generator<Hit> {
  const { segment } = shelf;
  const any = bitsFor(segment.size);
  const found = misspelt.filter(one => {
    const bits = candidates(segment, one);
    if (bits) {
      or(any, bits);
    }
    return bits;
  });
  if (found.length === 0) {
    return;
  }
  const matching = whole.candidates(segment);
  for (const at of placesOf(any, 0, segment.size)) {
    const isNear = found.some(
      ({ word, others }) =>
        others.matches(segment, at) && segment.hasWord(at, word, isCloseAt),
    );
    const matches = isCandidate(matching, at) && whole.matches(segment, at);
    if (isNear && !matches) {
      yield hitAt(shelf, at, 3, '');
    }
  }
}

/** What may have the word but for one letter; undefined where nothing may. */
function candidates(
  segment: Segment,
  { word, others, swapped }: Misspelt,
): Bits | undefined {
  const { postings } = segment;
  const parts: Part[] = [
    { from: 0, to: 2, place: postings.find(startGram(word)) },
  ];
  for (let from = 0; from + 3 <= word.length; from++) {
    parts.push({
      from,
      to: from + 3,
      place: postings.find(gramAt(word, from)),
    });
  }
  // The letter is in each part that nothing here has.
  let [first, last] = [0, word.length - 1];
  for (const { from, to, place } of parts) {
    if (place === undefined) {
      first = Math.max(first, from);
      last = Math.min(last, to - 1);
    }
  }
  const known = first > last + 1 ? 'none' : others.candidates(segment);
  if (known === 'none') {
    return undefined;
  }
  const all = known === 'all' ? bitsFor(segment.size).fill(-1) : known;
  const found = bitsFor(segment.size);
  for (const grams of swapped.slice(Math.max(0, first - 1), last + 1)) {
    const having = postings.having(grams);
    if (typeof having !== 'string' && !and(having, all)) {
      or(found, having);
    }
  }
  addWithout(found, all, { first, last, parts, segment });
  return found;
}

/** Adds what has all parts of the word that one letter of some is not in. */
function addWithout(
  found: Bits,
  bits: Bits,
  {
    first,
    last,
    parts,
    segment,
  }: { first: number; last: number; parts: readonly Part[]; segment: Segment },
): void {
  const hasNone = ({ from, to }: Part) => to <= first || from > last;
  if (
    first > last ||
    parts
      .filter(hasNone)
      .some(({ place = 0 }) => segment.postings.narrow(bits, place))
  ) {
    return;
  }
  if (first === last) {
    or(found, bits);
    return;
  }
  const middle = (first + last) >>> 1;
  const left = { segment, parts: parts.filter(part => !hasNone(part)) };
  addWithout(found, bits.slice(), { ...left, first, last: middle });
  addWithout(found, bits, { ...left, first: middle + 1, last });
}

function or(bits: Bits, others: Bits): void {
  for (let at = 0; at < bits.length; at++) {
    bits[at] |= others[at];
  }
}

/** Does the text go on with it, but for one letter? */
function isCloseAt(text: Uint8Array, place: number, word: Uint8Array): boolean {
  let at = 0;
  while (at < word.length && text[place + at] === word[at]) {
    at++;
  }
  const goesOn = (from: number, there: number) =>
    isAt(text, place + there, word, from);
  return (
    // A letter of the word is too much;
    goesOn(at + 1, at) ||
    (text[place + at] !== LINE_END &&
      // it is another one, or one is missing;
      (goesOn(at + 1, at + 1) ||
        goesOn(at, at + 1) ||
        // or two have changed places.
        (text[place + at] === word[at + 1] &&
          text[place + at + 1] === word[at] &&
          goesOn(at + 2, at + 2))))
  );
}
