import { Knex } from 'knex';
import { fromRow, repositoryColumns, RepositoryRow } from '../repositoryRows';
import { RepositoryStore } from '../RepositoryStore';
import { PostgresSearchIndex } from './PostgresSearchIndex';
import { comparePlaces } from './mergeIntegrations';
import { Place, SearchIndex, SearchScope } from './SearchIndex';
import { readCursor, SearchPosition, Tier, writeCursor } from './searchCursor';
import {
  bestTerm,
  compareText,
  containsAll,
  Searchable,
  TermRank,
  wordsOf,
} from './searchText';
import { SqliteSearchIndex } from './SqliteSearchIndex';

type SearchOptions = Parameters<RepositoryStore['search']>[0];

interface Found extends Place {
  tier: Tier;
  row: RepositoryRow;
}

interface Search extends SearchScope {
  limit: number;
  /** Repositories that come first, and nowhere else. */
  recent: readonly RepositoryRow[];
  /** All that match, where these are few; looked up once. */
  few(): Promise<RepositoryRow[] | undefined>;
}

/** The most that are read at once of what may have to be left out again. */
const MAX_SLICE = 1_000;
const BEGIN: Place = { term: '', name: '', integrationId: '' };

/**
 * Finds repositories page by page: what was used recently, names that begin with the first word,
 * words that begin with it, then whatever has all words in it. Each of these is read from an index
 * in its order, no further than the page reaches; only few matches are gathered and sorted.
 */
export class RepositorySearch {
  readonly #knex: Knex;
  readonly #index: SearchIndex;

  static create(knex: Knex): RepositorySearch {
    return new RepositorySearch(
      knex,
      knex.client.config.client === 'pg'
        ? PostgresSearchIndex.create(knex)
        : SqliteSearchIndex.create(knex),
    );
  }

  private constructor(knex: Knex, index: SearchIndex) {
    this.#knex = knex;
    this.#index = index;
  }

  async search(options: SearchOptions): ReturnType<RepositoryStore['search']> {
    const { cursor, limit, project } = options;
    const from = cursor === undefined ? undefined : readCursor(cursor);
    const scope: SearchScope = {
      integrationIds: [...options.integrationIds].sort(compareText),
      words: wordsOf(options.q),
      ...(project !== undefined && { project }),
    };
    if (scope.integrationIds.length === 0) {
      return { items: [], totalItems: 0 };
    }
    let few: ReturnType<SearchIndex['few']> | undefined;
    const search: Search = {
      ...scope,
      limit,
      recent: await this.#recent(scope, from?.recent ?? options.recent ?? []),
      few: () => {
        few ??= this.#index.few(scope);
        return few;
      },
    };
    const found: Found[] = [];
    for await (const one of this.#ranked(search, from)) {
      found.push(one);
      if (found.length > limit) {
        break;
      }
    }
    const items = found.slice(0, limit);
    const last = items.at(-1);
    const more = found.length > limit;
    const totalItems = from
      ? undefined
      : await totalOf(more, found.length, few);
    return {
      items: items.map(({ row }) => fromRow(row)),
      ...(totalItems !== undefined && { totalItems }),
      ...(more &&
        last && {
          nextCursor: writeCursor({
            tier: last.tier,
            term: last.term,
            name: last.name,
            integrationId: last.integrationId,
            recent: search.recent.map(({ id }) => id),
          }),
        }),
    };
  }

  async *#ranked(
    search: Search,
    from: SearchPosition | undefined,
  ): AsyncGenerator<Found> {
    const begin = (tier: Tier) => (from?.tier === tier ? from : BEGIN);
    const tier = from?.tier ?? 0;
    const recent = new Set(search.recent.map(({ id }) => id));
    const left = (found: Found) => !recent.has(found.row.id);
    if (tier === 0) {
      yield* recentFrom(search.recent, from);
    }
    if (search.words.length === 0) {
      yield* filter(this.#everything(search, begin(1)), left);
      return;
    }
    // Of several words the first may begin many names, and the others few.
    const few = search.words.length > 1 ? await search.few() : undefined;
    for (const rank of [1, 2] as const) {
      if (tier <= rank) {
        const ranked = few
          ? sorted(few, search, rank, begin(rank))
          : this.#beginning(search, rank, begin(rank));
        yield* filter(ranked, left);
      }
    }
    yield* filter(this.#containing(search, begin(3)), left);
  }

  async *#everything(search: Search, after: Place): AsyncGenerator<Found> {
    yield* inSlices(search, after, async (place, size) => {
      const rows = await this.#index.all(search, place, size);
      return rows.map(row => toFound(row, 1, ''));
    });
  }

  async *#beginning(
    search: Search,
    rank: TermRank,
    after: Place,
  ): AsyncGenerator<Found> {
    const begun = inSlices(search, after, async (place, size) => {
      const rows = await this.#index.beginning(search, rank, place, size);
      return rows.map(row => toFound(row, rank, row.term));
    });
    yield* filter(begun, ({ row, term }) => {
      const best = bestTerm(searchable(row), search.words[0]);
      // It has its place by another term otherwise.
      return (
        best?.rank === rank &&
        best.term === term &&
        containsAll(searchable(row), search.words)
      );
    });
  }

  async *#containing(search: Search, after: Place): AsyncGenerator<Found> {
    const few = await search.few();
    if (few) {
      yield* sorted(few, search, 3, after);
      return;
    }
    const containing = inSlices(search, after, async (place, size) => {
      const rows = await this.#index.containing(search, place, size);
      return rows.map(row => toFound(row, 3, ''));
    });
    yield* filter(
      containing,
      ({ row }) => !bestTerm(searchable(row), search.words[0]),
    );
  }

  /** Of the repositories named, those that match, what matches best first. */
  async #recent(
    { integrationIds, words, project }: SearchScope,
    named: readonly number[] | NonNullable<SearchOptions['recent']>,
  ): Promise<RepositoryRow[]> {
    if (named.length === 0) {
      return [];
    }
    const query = this.#knex<RepositoryRow>('repositories')
      .select(...repositoryColumns)
      .whereIn('integration_id', [...integrationIds]);
    const keys = named.map(one =>
      typeof one === 'number' ? one : `${one.integrationId} ${one.name}`,
    );
    query.where(any => {
      for (const one of named) {
        any.orWhere(
          typeof one === 'number'
            ? { id: one }
            : { integration_id: one.integrationId, name: one.name },
        );
      }
    });
    const rows = await query;
    const orderOf = (row: RepositoryRow) =>
      Math.max(
        keys.indexOf(row.id),
        keys.indexOf(`${row.integration_id} ${row.name}`),
      );
    return rows
      .filter(
        row =>
          (project === undefined || row.project === project) &&
          containsAll(searchable(row), words),
      )
      .sort(
        (a, b) =>
          tierOf(a, words) - tierOf(b, words) || orderOf(a) - orderOf(b),
      );
  }
}

/** Reads on in larger and larger slices, for as long as somebody wants more. */
async function* inSlices(
  { limit }: Search,
  after: Place,
  read: (after: Place, size: number) => Promise<Found[]>,
): AsyncGenerator<Found> {
  let place = after;
  let size = Math.min(limit + 10, MAX_SLICE);
  for (;;) {
    const slice = await read(place, size);
    yield* slice;
    const last = slice.at(-1);
    if (!last || slice.length < size) {
      return;
    }
    place = last;
    size = Math.min(size * 3, MAX_SLICE);
  }
}

async function* filter(
  found: AsyncIterable<Found> | Iterable<Found>,
  keep: (one: Found) => boolean,
): AsyncGenerator<Found> {
  for await (const one of found) {
    if (keep(one)) {
      yield one;
    }
  }
}

function recentFrom(
  recent: readonly RepositoryRow[],
  from: SearchPosition | undefined,
): Found[] {
  // One that has gone since is passed over, and those before it have been shown.
  const shown = from ? from.recent.indexOf(Number(from.name)) + 1 : 0;
  const left = new Set(from?.recent.slice(shown) ?? []);
  return recent
    .filter(({ id }) => !from || left.has(id))
    .map(row => ({ ...toFound(row, 0, ''), name: String(row.id) }));
}

function sorted(
  rows: readonly RepositoryRow[],
  { words }: Search,
  tier: Exclude<Tier, 0>,
  after: Place,
): Found[] {
  const compare = tier === 3 ? byIntegration : comparePlaces;
  return rows
    .flatMap(row => {
      const best = bestTerm(searchable(row), words[0]);
      return (best?.rank ?? 3) === tier
        ? [toFound(row, tier, best?.term ?? '')]
        : [];
    })
    .filter(one => compare(one, after) > 0)
    .sort(compare);
}

function byIntegration(a: Place, b: Place): number {
  return (
    compareText(a.integrationId, b.integrationId) || compareText(a.name, b.name)
  );
}

function tierOf(row: RepositoryRow, words: readonly string[]): Tier {
  return words.length === 0
    ? 0
    : bestTerm(searchable(row), words[0])?.rank ?? 3;
}

function toFound(row: RepositoryRow, tier: Tier, term: string): Found {
  return { tier, term, name: row.name, integrationId: row.integration_id, row };
}

function searchable({ name, project, description }: RepositoryRow): Searchable {
  return {
    name,
    ...(project !== null && { project }),
    ...(description !== null && { description }),
  };
}

/** Told only where it is known without counting. */
async function totalOf(
  more: boolean,
  found: number,
  few: Promise<RepositoryRow[] | undefined> | undefined,
): Promise<number | undefined> {
  return more ? (await few)?.length : found;
}
