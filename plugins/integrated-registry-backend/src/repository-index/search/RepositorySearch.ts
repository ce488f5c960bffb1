import { fromRow, RepositoryRow } from '../store/repositoryRows';
import { RepositoryStore } from '../store/RepositoryStore';
import { closeNames } from './closeNames';
import { countHits, hitsOf, Place, Promising, promisingOf } from './hits';
import { NameIndex } from './NameIndex';
import { isCandidate, Query } from './Query';
import { rowsWithin } from './rowsWithin';
import { readCursor, SearchPosition, Tier, writeCursor } from './searchCursor';
import { compareText, wordsOf } from './searchText';

type SearchOptions = Parameters<RepositoryStore['search']>[0];
type Page = Awaited<ReturnType<RepositoryStore['search']>>;

interface Found extends Place {
  tier: Tier;
  id: number;
}

/** Where fewer match, names close to what was typed are looked for as well. */
const FEW = 5;
/** What is more than this is not counted. */
const MOST_COUNTED = 1_000;
/** Who searches while names are read for the first time waits so long, and gets what there is. */
const PATIENCE_MS = 3_000;

/**
 * Finds repositories page by page in the names that this process holds: what was used recently, what
 * begins with the first word, words that begin with it, then whatever has all words in it.
 */
export class RepositorySearch {
  readonly #names: NameIndex;
  readonly #read: (ids: readonly number[]) => Promise<RepositoryRow[]>;

  /** @param read - rows by their ids, in no order, without those that have gone */
  constructor(
    names: NameIndex,
    read: (ids: readonly number[]) => Promise<RepositoryRow[]>,
  ) {
    this.#names = names;
    this.#read = read;
  }

  async search(options: SearchOptions): Promise<Page> {
    const { cursor, limit, project, prefixes } = options;
    const from = cursor === undefined ? undefined : readCursor(cursor);
    const integrationIds = [...options.integrationIds].sort(compareText);
    const { shelves, whole } = await this.#names.shelvesOf(integrationIds, {
      waitMs: PATIENCE_MS,
      changedAt: options.changedAt,
    });
    const scope = { words: wordsOf(options.q), project, prefixes };
    const query = new Query(scope);
    const promising = promisingOf(shelves, query);
    const recent =
      from?.recent ??
      recentIds(promising, query, (await options.recent?.()) ?? []);
    const found = firstOf(limit + 1, following(promising, query, recent, from));
    const close = !from && found.length < FEW ? closeNames(shelves, scope) : [];
    const page = found.slice(0, limit);
    const rows = await this.#rows([...page, ...close], integrationIds);
    const present = page.filter(({ id }) => rows.has(id));
    const items = rowsWithin(options.maxBytes, storedOf(present, rows));
    const cut = items.length < present.length;
    const last = cut ? present[items.length - 1] : page.at(-1);
    const more = cut || found.length > limit;
    // Of many it is not counted how many they are.
    const total = more
      ? countHits(promising, query, MOST_COUNTED)
      : items.length;
    return {
      items,
      whole,
      ...(!from && total !== undefined && { totalItems: total }),
      ...(close.length > 0 && { close: storedOf(close, rows) }),
      ...(more && last && { nextCursor: writeCursor({ ...last, recent }) }),
    };
  }

  async #rows(
    found: readonly { id: number }[],
    integrationIds: readonly string[],
  ): Promise<Map<number, RepositoryRow>> {
    if (found.length === 0) {
      return new Map();
    }
    // Anybody can write a cursor: what it names has to be in reach.
    const reach = new Set(integrationIds);
    const rows = await this.#read(found.map(({ id }) => id));
    return new Map(
      rows
        .filter(row => reach.has(row.integration_id))
        .map(row => [row.id, row]),
    );
  }
}

/** In their order, behind a place: first those that were used recently, then all others. */
function* following(
  promising: readonly Promising[],
  query: Query,
  recent: readonly number[],
  from: SearchPosition | undefined,
): Generator<Found> {
  const { tier } = from ?? { tier: 0 };
  if (tier === 0) {
    // One that has gone since is passed over, and those before it have been shown.
    const shown = from ? recent.indexOf(Number(from.name)) + 1 : 0;
    for (const id of recent.slice(shown)) {
      yield { tier, id, term: '', name: String(id), integrationId: '' };
    }
  }
  const isRecent = new Set(recent);
  const after = from && tier !== 0 ? { ...from, tier } : undefined;
  for (const hit of hitsOf(promising, query, after)) {
    if (!isRecent.has(hit.id)) {
      yield hit;
    }
  }
}

/** Of what was used recently, what is searched for; what matches best first. */
function recentIds(
  promising: readonly Promising[],
  query: Query,
  recent: readonly { integrationId: string; name: string }[],
): number[] {
  return recent
    .flatMap(({ integrationId, name }) =>
      promising
        .filter(shelf => shelf.integrationId === integrationId)
        .flatMap(({ segment, candidates }) => {
          const at = segment.find(name) ?? -1;
          return at >= 0 &&
            isCandidate(candidates, at) &&
            query.matches(segment, at)
            ? { id: segment.idOf(at), tier: query.tierOf(segment, at) }
            : [];
        }),
    )
    .sort((a, b) => a.tier - b.tier)
    .map(({ id }) => id);
}

function firstOf<T>(count: number, all: Generator<T>): T[] {
  const first: T[] = [];
  for (const one of all) {
    first.push(one);
    if (first.length === count) {
      break;
    }
  }
  return first;
}

function storedOf(
  found: readonly { id: number }[],
  rows: ReadonlyMap<number, RepositoryRow>,
) {
  return found.flatMap(({ id }) => {
    const row = rows.get(id);
    return row ? fromRow(row) : [];
  });
}
