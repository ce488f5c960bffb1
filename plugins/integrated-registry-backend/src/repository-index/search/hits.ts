import { lowerBound } from './bytes';
import { startOf } from './grams';
import { both, Candidates } from './bits';
import { isCandidate, placesOf, Query, Tier } from './Query';
import { compareText, normalize } from './searchText';
import { Segment } from './Segment';

/** Where a repository stands among those of its tier. */
export interface Place {
  /** What begins with the first word, in the first tier. */
  term: string;
  name: string;
  integrationId: string;
}

export interface Hit extends Place {
  tier: Tier;
  /** The name as it is compared. */
  key: string;
  id: number;
}

/** Some of the repositories of an integration. */
export interface Shelf {
  integrationId: string;
  segment: Segment;
}

/** Some of which may match, and what does. */
export interface Promising extends Shelf {
  candidates: Candidates;
}

/** A hit, or where a page has ended. */
type Position = Omit<Hit, 'id'>;
type After = Position | undefined;

const TIERS: readonly Tier[] = [1, 2, 3];

/** The shelves that may have something of it. */
export function promisingOf(
  shelves: readonly Shelf[],
  query: Query,
): Promising[] {
  return shelves
    .map(shelf => ({ ...shelf, candidates: query.candidates(shelf.segment) }))
    .filter(({ candidates }) => candidates !== 'none');
}

/** All that match, best first, in one order whatever segments they are in. */
export function* hitsOf(
  promising: readonly Promising[],
  query: Query,
  from?: Place & { tier: Tier },
): Generator<Hit> {
  let begun: readonly Promising[] | undefined;
  for (const tier of TIERS.filter(one => one >= (from?.tier ?? 1))) {
    const after =
      from?.tier === tier ? { ...from, key: normalize(from.name) } : undefined;
    const shelves =
      tier === 3 ? promising : (begun ??= begunOf(promising, query));
    yield* merged(
      shelves.flatMap(shelf => streamsOf(shelf, query, tier, after)),
    );
  }
}

/** Of these, what has a word that begins with the first one. */
function begunOf(
  promising: readonly Promising[],
  { words: [word] }: Query,
): readonly Promising[] {
  if (!word) {
    return promising;
  }
  return promising.flatMap(shelf => {
    const begun = shelf.segment.postings.having([startOf(word)]);
    const candidates = both(begun, shelf.candidates);
    return candidates === 'none' ? [] : { ...shelf, candidates };
  });
}

/** How many match; undefined where that is more than so many. */
export function countHits(
  promising: readonly Promising[],
  query: Query,
  most: number,
): number | undefined {
  let count = 0;
  for (const { segment, candidates } of promising) {
    for (const at of placesOf(candidates, 0, segment.size)) {
      count += query.matches(segment, at) ? 1 : 0;
      if (count > most) {
        return undefined;
      }
    }
  }
  return count;
}

function streamsOf(
  shelf: Promising,
  query: Query,
  tier: Tier,
  after: After,
): Generator<Hit>[] {
  if (query.words.length === 0) {
    // Whatever there is, by name.
    return tier === 1 ? [scan(shelf, query, tier, after)] : [];
  }
  return tier === 1
    ? [byName(shelf, query, after), byLastPart(shelf, query, after)]
    : [scan(shelf, query, tier, after)];
}

/** Names that begin with the first word. */
function* byName(shelf: Promising, query: Query, after: After): Generator<Hit> {
  const { segment, candidates } = shelf;
  const [word] = query.words;
  const from = segment.firstFrom(laterOf(word, after));
  const end = segment.firstBehind(word);
  for (const at of placesOf(candidates, from, end)) {
    if (query.matches(segment, at)) {
      const term = segment.keyOf(at);
      const hit = hitAt(shelf, at, 1, term);
      if (isBehind(hit, after) && bestTerm(segment, at, word) === term) {
        yield hit;
      }
    }
  }
}

/** Names of several parts whose last begins with the first word. */
function* byLastPart(
  shelf: Promising,
  query: Query,
  after: After,
): Generator<Hit> {
  const { segment, candidates } = shelf;
  const [word] = query.words;
  const order = segment.byLastPart;
  const from = segment.firstLastPartFrom(laterOf(word, after));
  const end = segment.firstLastPartBehind(word);
  for (let place = from; place < end; place++) {
    const at = order[place];
    if (
      isCandidate(candidates, at) &&
      segment.hasSlash(at) &&
      query.matches(segment, at)
    ) {
      const term = lastPartOf(segment.keyOf(at));
      const hit = hitAt(shelf, at, 1, term);
      if (isBehind(hit, after) && bestTerm(segment, at, word) === term) {
        yield hit;
      }
    }
  }
}

/** Whatever has the words elsewhere, by name. */
function* scan(
  shelf: Promising,
  query: Query,
  tier: Tier,
  after: After,
): Generator<Hit> {
  const { segment, candidates } = shelf;
  const from = after ? segment.firstFrom(Buffer.from(after.key)) : 0;
  for (const at of placesOf(candidates, from, segment.size)) {
    if (query.matches(segment, at) && query.tierOf(segment, at) === tier) {
      const hit = hitAt(shelf, at, tier, '');
      if (isBehind(hit, after)) {
        yield hit;
      }
    }
  }
}

export function hitAt(
  { segment, integrationId }: Shelf,
  at: number,
  tier: Tier,
  term: string,
): Hit {
  return {
    tier,
    term,
    key: segment.keyOf(at),
    name: segment.nameOf(at),
    integrationId,
    id: segment.idOf(at),
  };
}

/** Where to begin: at the first word, or behind it where some have been taken. */
function laterOf(word: Buffer, after: After): Buffer {
  const taken = Buffer.from(after?.term ?? '');
  return Buffer.compare(word, taken) < 0 ? taken : word;
}

/** Of the name and its last part what begins with the word, and of both the first. */
function bestTerm(segment: Segment, at: number, word: Uint8Array): string {
  const key = segment.keyOf(at);
  const last = lastPartOf(key);
  if (!segment.begins(at, word)) {
    return last;
  }
  return segment.lastPartBegins(at, word) && compareText(last, key) < 0
    ? last
    : key;
}

export function lastPartOf(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}

function isBehind(hit: Hit, after: After): boolean {
  return after === undefined || compareHits(hit, after) > 0;
}

function compareHits(a: Position, b: Position): number {
  return (
    compareText(a.term, b.term) ||
    compareText(a.key, b.key) ||
    compareText(a.integrationId, b.integrationId) ||
    compareText(a.name, b.name)
  );
}

/** Of several that are in order each, all in order. */
export function* merged(streams: Generator<Hit>[]): Generator<Hit> {
  // The next one of each, the first of them last.
  const heads: { hit: Hit; stream: Generator<Hit> }[] = [];
  const put = (stream: Generator<Hit>) => {
    const { value: hit, done } = stream.next();
    if (!done) {
      const place = lowerBound(
        heads.length,
        at => compareHits(heads[at].hit, hit) > 0,
      );
      heads.splice(place, 0, { hit, stream });
    }
  };
  streams.forEach(put);
  for (let head = heads.pop(); head; head = heads.pop()) {
    yield head.hit;
    put(head.stream);
  }
}
