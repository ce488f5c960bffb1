import { Bits, bitsFor, countOf, or } from './bits';
import { Hit, hitAt, merged, Shelf } from './hits';
import { isCloseAt, isCloseWordAt } from './isClose';
import { mayHave, Misspelt, misspeltOf } from './misspelt';
import { isCandidate, placesOf, Query, QueryOptions } from './Query';
import { Segment } from './Segment';

/** In a longer one, two letters that have changed places are found as two that are wrong. */
const LEAST_WITHOUT_TWO = 7;
const MOST_CLOSE = 10;
/** Repositories of all segments: some milliseconds. */
const MOST_LOOKED_AT = 20_000;
const RANKS = [0, 1, 2] as const;
type Rank = (typeof RANKS)[number];

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
        ? mayHave(segment, { ...one, width: 2, swapped: [] })
        : mayHave(segment, one);
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
  const isThere = ({ word }: Misspelt, rank: Rank) =>
    segment.hasWord(at, word, rank === 0 ? isCloseWordAt : isCloseAt, rank < 2);
  // Most are not near at all.
  const matching = misspelt.filter(
    one => isThere(one, 2) && one.others.matches(segment, at),
  );
  return RANKS.find(rank => matching.some(one => isThere(one, rank)));
}
