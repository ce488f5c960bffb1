import { LoggerService } from '@backstage/backend-plugin-api';
import { RegistryRepository } from 'backstage-plugin-integrated-registry-node';
import { performance } from 'node:perf_hooks';
import { Database } from '../../platform';
import { NameIndex } from '../search/NameIndex';
import { RepositorySearch } from '../search/RepositorySearch';
import { DatabaseRepositoryChanges } from './DatabaseRepositoryChanges';
import {
  fromRow,
  isStorable,
  repositoryColumns,
  RepositoryRow,
} from './repositoryRows';
import {
  IndexedRepository,
  RepositoryStore,
  StoredRepository,
} from './RepositoryStore';
import { RepositoryWriter } from './RepositoryWriter';

/** Who has searched a moment ago types on. */
const SEARCHED_MS = 1_000;
/** Rows that are looked through at once for those to be removed. */
const WINDOW = 1_000;

const indexedColumns = ['id', 'name', 'project', 'kept_since'] as const;
type IndexedRow = Pick<RepositoryRow, (typeof indexedColumns)[number]>;

export class DatabaseRepositoryStore implements RepositoryStore {
  readonly #database: Database;
  readonly #names: NameIndex;
  readonly #search: RepositorySearch;
  readonly #writer: RepositoryWriter;
  #searchedAt = -SEARCHED_MS;

  constructor(database: Database, logger: LoggerService) {
    this.#database = database;
    this.#names = new NameIndex(
      new DatabaseRepositoryChanges(database),
      logger,
    );
    this.#search = new RepositorySearch(this.#names, ids => this.#read(ids));
    this.#writer = new RepositoryWriter(
      database,
      () => performance.now() - this.#searchedAt < SEARCHED_MS,
      (integrationId, change) => this.#names.apply(integrationId, change),
    );
  }

  search: RepositoryStore['search'] = options => {
    this.#searchedAt = performance.now();
    return this.#search.search(options);
  };

  refreshSearch(): Promise<void> {
    return this.#names.refresh();
  }

  holds(name: string): boolean {
    return isStorable(name);
  }

  async upsertPage(
    integrationId: string,
    generation: number,
    page: readonly RegistryRepository[],
  ): Promise<number[]> {
    // A registry may name a repository twice on a page; a statement may not.
    const items = new Map(page.map(item => [item.name, item]));
    return this.#writer.write(integrationId, generation, [...items.values()]);
  }

  async find(
    integrationId: string,
    name: string,
  ): Promise<IndexedRepository | undefined> {
    const row: IndexedRow | undefined = await this.#database.run(knex =>
      knex('repositories')
        .where({ integration_id: integrationId, name })
        .first(...indexedColumns),
    );
    return row && toIndexed(row);
  }

  async *windows(
    integrationId: string,
  ): AsyncGenerator<IndexedRepository[], void, undefined> {
    for (let after = ''; ; ) {
      const from = after;
      const window: IndexedRow[] = await this.#database.run(knex =>
        knex('repositories')
          .where({ integration_id: integrationId })
          .where('name', '>', from)
          .orderBy('name')
          .limit(WINDOW)
          .select(...indexedColumns),
      );
      yield window.map(toIndexed);
      if (window.length < WINDOW) {
        return;
      }
      after = window[WINDOW - 1].name;
    }
  }

  async projects(
    integrationId: string,
    { listed = false }: { listed?: boolean } = {},
  ): Promise<string[]> {
    const rows: { project: string }[] = await this.#database.run(knex =>
      knex('repositories')
        .where({
          integration_id: integrationId,
          ...(listed && { kept_since: null }),
        })
        .whereNotNull('project')
        .distinct('project'),
    );
    return rows.map(({ project }) => project).sort();
  }

  async keep(
    integrationId: string,
    rows: readonly IndexedRepository[],
    since: Date,
  ): Promise<void> {
    await this.#writer.keep(
      integrationId,
      rows.filter(({ keptSince }) => keptSince === undefined).map(nameOf),
      since.toISOString(),
    );
  }

  async remove(
    integrationId: string,
    generation: number,
    rows: readonly IndexedRepository[],
  ): Promise<void> {
    await this.#writer.remove(integrationId, rows.map(nameOf), generation);
  }

  async removeKept(integrationId: string): Promise<void> {
    for await (const window of this.windows(integrationId)) {
      const kept = window.filter(({ keptSince }) => keptSince !== undefined);
      await this.#writer.remove(integrationId, kept.map(nameOf));
    }
  }

  async countKept(integrationId: string): Promise<number> {
    const [{ count }] = await this.#database.run(knex =>
      knex('repositories')
        .where({ integration_id: integrationId })
        .whereNotNull('kept_since')
        .count({ count: '*' }),
    );
    return Number(count);
  }

  async removeAll(integrationId: string, signal: AbortSignal): Promise<void> {
    for await (const window of this.windows(integrationId)) {
      if (signal.aborted) {
        return;
      }
      await this.#writer.remove(integrationId, window.map(nameOf));
    }
    await this.#writer.forget(integrationId);
  }

  async listOrphans(): Promise<string[]> {
    const orphans: string[] = [];
    // From one integration to the next: no more is read than there are integrations.
    for (let after = ''; ; ) {
      const row = await this.#database.run(knex =>
        knex('repositories')
          .where('integration_id', '>', after)
          .orderBy('integration_id')
          .first({ id: 'integration_id' }),
      );
      if (!row) {
        return orphans;
      }
      after = row.id;
      const owner = await this.#database.run(knex =>
        knex('integrations').where({ id: after }).first('id'),
      );
      if (!owner) {
        orphans.push(after);
      }
    }
  }

  async count(integrationIds: readonly string[]): Promise<number> {
    const [{ count }] = await this.#database.run(knex =>
      knex('repositories')
        .whereIn('integration_id', [...integrationIds])
        .count({ count: '*' }),
    );
    return Number(count);
  }

  async get(
    integrationId: string,
    name: string,
  ): Promise<StoredRepository | undefined> {
    const row = await this.#database.run(knex =>
      knex<RepositoryRow>('repositories')
        .where({ integration_id: integrationId, name })
        .first(...repositoryColumns),
    );
    return row && fromRow(row);
  }

  async #read(ids: readonly number[]): Promise<RepositoryRow[]> {
    return this.#database.run(knex =>
      knex<RepositoryRow>('repositories')
        .whereIn('id', [...ids])
        .select(...repositoryColumns),
    );
  }
}

function toIndexed({
  id,
  name,
  project,
  kept_since: keptSince,
}: IndexedRow): IndexedRepository {
  return {
    id,
    name,
    ...(project !== null && { project }),
    ...(keptSince !== null && { keptSince }),
  };
}

function nameOf({ name }: IndexedRepository): string {
  return name;
}
