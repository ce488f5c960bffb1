import { Knex } from 'knex';
import { LRUCache } from 'lru-cache';
import { remembered } from '../../platform';
import {
  fromRow,
  repositoryColumns,
  RepositoryRow,
} from '../store/repositoryRows';
import { RepositoryStore } from '../store/RepositoryStore';
import { rowsWithin } from './rowsWithin';
import { Found, recentFrom, searchable, tierOf, toFound } from './found';
import { KnownMatches } from './KnownMatches';
import { PostgresSearchIndex } from './PostgresSearchIndex';
import { Search } from './Search';
import { readCursor, SearchPosition, Tier, writeCursor } from './searchCursor';
import {
  BEGIN,
  Place,
  SearchIndex,
  SearchScope,
  usablePrefixes,
} from './SearchIndex';
import {
  bestTerm,
  compareText,
  containsAll,
  TermRank,
  wordsOf,
} from './searchText';
import { filter, inSlices } from './slices';
import { SqliteSearchIndex } from './SqliteSearchIndex';

type SearchOptions = Parameters<RepositoryStore['search']>[0];

type RecentlyUsed = Awaited<
  ReturnType<NonNullable<SearchOptions['recent']>>
>[number];

/** What a search begins with, whatever was used recently. */
interface FirstPage {
  found: Found[];
  /** There is nothing behind it. */
  whole: boolean;
  /** How many match, where that is known without counting. */
  total?: number;
}

/**
 * Finds repositories page by page: what was used recently, names that begin with the first word,
 * words that begin with it, then whatever has all words in it. Each of these is read from an index
 * in its order, no further than the page reaches; only few matches are gathered and sorted.
 */
export class RepositorySearch {
  readonly #knex: Knex;
  readonly #index: SearchIndex;
  readonly #knownMatches = new KnownMatches();
  /** Many people begin to type the same. */
  readonly #firstPages = new LRUCache<string, FirstPage, Search>({
    max: remembered.firstPages.max,
    ttl: remembered.firstPages.freshMs,
    // Who asked gets the answer, also where it is not to be kept any more.
    ignoreFetchAbort: true,
    fetchMethod: (_key, _stale, { context }) => this.#readFirst(context),
  });

  constructor(knex: Knex) {
    this.#knex = knex;
    this.#index =
      knex.client.config.client === 'pg'
        ? new PostgresSearchIndex(knex)
        : new SqliteSearchIndex(knex);
  }

  async search(options: SearchOptions): ReturnType<RepositoryStore['search']> {
    const { cursor, limit, project } = options;
    const from = cursor === undefined ? undefined : readCursor(cursor);
    const integrationIds = [...options.integrationIds].sort(compareText);
    const prefixes = usablePrefixes(options.prefixes, integrationIds);
    const scope: SearchScope = {
      integrationIds,
      words: wordsOf(options.q),
      ...(project !== undefined && { project }),
      ...(prefixes && { prefixes }),
    };
    if (scope.integrationIds.length === 0) {
      return { items: [], totalItems: 0 };
    }
    const search = new Search({
      scope,
      limit,
      version: options.version,
      index: this.#index,
      knownMatches: this.#knownMatches,
    });
    const [recent, first] = await Promise.all([
      this.#recent(scope, async () => from?.recent ?? options.recent?.()),
      from ? undefined : this.#first(search),
    ]);
    const found = recentFrom(recent, from);
    const shown = new Set(recent.map(({ id }) => id));
    for await (const one of this.#following(search, from, first)) {
      if (found.length > limit) {
        break;
      }
      if (!shown.has(one.row.id)) {
        found.push(one);
      }
    }
    const items = rowsWithin(
      options.maxBytes,
      found.slice(0, limit).map(({ row }) => fromRow(row)),
    );
    const last = found[items.length - 1];
    const more = found.length > items.length;
    // Told only where it is known without counting.
    const totalItems = more ? first?.total : found.length;
    return {
      items,
      ...(first && totalItems !== undefined && { totalItems }),
      ...(more &&
        last && {
          nextCursor: writeCursor({
            tier: last.tier,
            term: last.term,
            name: last.name,
            integrationId: last.integrationId,
            recent: recent.map(({ id }) => id),
          }),
        }),
    };
  }

  async #first(search: Search): Promise<FirstPage> {
    const { version, integrationIds, words, project, prefixes, limit } = search;
    if (version === undefined) {
      return this.#readFirst(search);
    }
    return this.#firstPages.forceFetch(
      JSON.stringify([
        version,
        integrationIds,
        words,
        project,
        prefixes,
        limit,
      ]),
      { context: search },
    );
  }

  async #readFirst(search: Search): Promise<FirstPage> {
    const found: Found[] = [];
    for await (const one of this.#ranked(search)) {
      found.push(one);
      if (found.length > search.limit) {
        break;
      }
    }
    const whole = found.length <= search.limit;
    if (whole) {
      search.keep(found.map(({ row }) => row));
    }
    const total = whole ? found.length : search.known()?.total;
    return { found, whole, ...(total !== undefined && { total }) };
  }

  /** In their order, whatever was used recently. */
  async *#following(
    search: Search,
    from: SearchPosition | undefined,
    first: FirstPage | undefined,
  ): AsyncGenerator<Found> {
    yield* first?.found ?? [];
    if (!first?.whole) {
      yield* this.#ranked(search, first?.found.at(-1) ?? from);
    }
  }

  async *#ranked(
    search: Search,
    from?: Place & { tier: Tier },
  ): AsyncGenerator<Found> {
    const begin = (tier: Tier) => (from?.tier === tier ? from : BEGIN);
    const tier = from?.tier ?? 0;
    if (search.words.length === 0) {
      yield* this.#everything(search, begin(1));
      return;
    }
    // Of several words the first may begin many names, and the others few; so may prefixes.
    let few =
      search.known() ??
      (search.words.length > 1 || search.prefixes
        ? await search.few()
        : undefined);
    for (const rank of [1, 2] as const) {
      if (tier <= rank) {
        const ranked = few
          ? few.inTier(rank, begin(rank))
          : this.#beginning(search, rank, begin(rank));
        let any = false;
        for await (const one of ranked) {
          any = true;
          yield one;
        }
        // Where names begin with it, but less than were asked for, few others have it in them.
        few ??= any ? await search.few() : undefined;
      }
    }
    yield* this.#containing(search, begin(3));
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
      yield* few.inTier(3, after);
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
    read: () => Promise<readonly (number | RecentlyUsed)[] | undefined>,
  ): Promise<RepositoryRow[]> {
    const named = (await read()) ?? [];
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
