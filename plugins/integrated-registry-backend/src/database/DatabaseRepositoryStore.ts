import { RegistryRepository } from 'backstage-plugin-integrated-registry-node';
import { Knex } from 'knex';
import {
  fromRow,
  isStorable,
  repositoryColumns,
  RepositoryRow,
  toRow,
} from './repositoryRows';
import { RepositoryStore, StoredRepository } from './RepositoryStore';
import { RepositorySearch } from './search/RepositorySearch';
import { termsOf } from './search/searchText';

/** A name with what else its terms are made from. */
type Named = Pick<RepositoryRow, 'name' | 'project'>;
type NewRow = ReturnType<typeof toRow>;

/** Rows of one transaction: while SQLite writes, nobody searches. */
const CHUNK = 200;
/** Rows that are looked through at once for those to be removed. */
const WINDOW = 1_000;

export class DatabaseRepositoryStore implements RepositoryStore {
  readonly #knex: Knex;
  readonly #search: RepositorySearch;

  static create(knex: Knex): DatabaseRepositoryStore {
    return new DatabaseRepositoryStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
    this.#search = RepositorySearch.create(knex);
  }

  search: RepositoryStore['search'] = options => this.#search.search(options);

  holds(name: string): boolean {
    return isStorable(name);
  }

  async upsertPage(
    integrationId: string,
    generation: number,
    page: readonly RegistryRepository[],
  ): Promise<void> {
    // A registry may name a repository twice on a page; a statement may not.
    const rows = [...new Map(page.map(item => [item.name, item])).values()].map(
      item => toRow(integrationId, generation, item),
    );
    for (let at = 0; at < rows.length; at += CHUNK) {
      await this.#upsert(integrationId, generation, rows.slice(at, at + CHUNK));
    }
  }

  async removeOlderThan(
    integrationId: string,
    generation: number,
    signal?: AbortSignal,
  ): Promise<number> {
    let removed = 0;
    let after = '';
    while (!signal?.aborted) {
      const window: (Named & { generation: number | string })[] =
        await this.#knex('repositories')
          .where({ integration_id: integrationId })
          .where('name', '>', after)
          .orderBy('name')
          .limit(WINDOW)
          .select('name', 'project', 'generation');
      const old = window.filter(row => Number(row.generation) < generation);
      for (let at = 0; at < old.length; at += CHUNK) {
        removed += await this.#remove(
          integrationId,
          generation,
          old.slice(at, at + CHUNK),
        );
      }
      if (window.length < WINDOW) {
        return removed;
      }
      after = window[WINDOW - 1].name;
    }
    return removed;
  }

  async removeAll(integrationId: string, signal: AbortSignal): Promise<void> {
    await this.removeOlderThan(integrationId, Number.MAX_SAFE_INTEGER, signal);
  }

  async listOrphans(): Promise<string[]> {
    const orphans: string[] = [];
    // From one integration to the next: no more is read than there are integrations.
    for (let after = ''; ; ) {
      const row = await this.#knex('repositories')
        .where('integration_id', '>', after)
        .orderBy('integration_id')
        .first({ id: 'integration_id' });
      if (!row) {
        return orphans;
      }
      after = row.id;
      if (
        !(await this.#knex('integrations').where({ id: after }).first('id'))
      ) {
        orphans.push(after);
      }
    }
  }

  async count(integrationIds: readonly string[]): Promise<number> {
    const [{ count }] = await this.#knex('repositories')
      .whereIn('integration_id', [...integrationIds])
      .count({ count: '*' });
    return Number(count);
  }

  async get(
    integrationId: string,
    name: string,
  ): Promise<StoredRepository | undefined> {
    const row = await this.#knex<RepositoryRow>('repositories')
      .where({ integration_id: integrationId, name })
      .first(...repositoryColumns);
    return row && fromRow(row);
  }

  /** What is as it was is only marked as seen; no index is touched for it. */
  async #upsert(
    integrationId: string,
    generation: number,
    rows: readonly NewRow[],
  ): Promise<void> {
    const names = rows.map(({ name }) => name);
    await this.#knex.transaction(async trx => {
      const known = new Map<string, Named & { content_hash: string }>(
        (
          await trx('repositories')
            .where({ integration_id: integrationId })
            .whereIn('name', names)
            .select('name', 'project', 'content_hash')
        ).map(row => [row.name, row]),
      );
      const changed = rows.filter(
        row => known.get(row.name)?.content_hash !== row.content_hash,
      );
      const moved = changed.filter(
        row => known.get(row.name)?.project !== row.project,
      );
      const kept = names.filter(
        name => !changed.some(row => row.name === name),
      );
      if (changed.length > 0) {
        await trx('repositories')
          .insert(changed)
          .onConflict(['integration_id', 'name'])
          .merge();
      }
      await removeTerms(
        trx,
        integrationId,
        moved.flatMap(({ name }) => known.get(name) ?? []),
      );
      await addTerms(trx, moved);
      if (kept.length > 0) {
        await trx('repositories')
          .where({ integration_id: integrationId })
          .whereIn('name', kept)
          .update({ generation });
      }
    });
  }

  async #remove(
    integrationId: string,
    generation: number,
    rows: readonly Named[],
  ): Promise<number> {
    return this.#knex.transaction(async trx => {
      const removed = await trx('repositories')
        .where({ integration_id: integrationId })
        .where('generation', '<', generation)
        .whereIn(
          'name',
          rows.map(({ name }) => name),
        )
        .delete();
      await removeTerms(trx, integrationId, rows);
      return removed;
    });
  }
}

async function addTerms(
  trx: Knex.Transaction,
  rows: readonly NewRow[],
): Promise<void> {
  const terms = rows.flatMap(row =>
    termsFor(row).map(term => ({
      integration_id: row.integration_id,
      ...term,
      name: row.name,
      project: row.project,
    })),
  );
  // SQLite allows 32,766 values in a statement, and knex copies long lists slowly.
  for (let at = 0; at < terms.length; at += 500) {
    await trx('repository_terms')
      .insert(terms.slice(at, at + 500))
      .onConflict(['integration_id', 'rank', 'term', 'name'])
      .merge(['project']);
  }
}

async function removeTerms(
  trx: Knex.Transaction,
  integrationId: string,
  rows: readonly Named[],
): Promise<void> {
  const keys = rows.flatMap(row =>
    termsFor(row).map(({ rank, term }) => [
      integrationId,
      rank,
      term,
      row.name,
    ]),
  );
  for (let at = 0; at < keys.length; at += 500) {
    await trx('repository_terms')
      .whereIn(
        ['integration_id', 'rank', 'term', 'name'],
        keys.slice(at, at + 500),
      )
      .delete();
  }
}

function termsFor({ name, project }: Named) {
  return termsOf({ name, ...(project !== null && { project }) });
}
