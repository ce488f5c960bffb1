import { Database } from '../../platform';
import { Change } from '../search/IntegrationNames';
import { Entry } from '../search/Entry';
import { RepositoryRow, toEntry } from './repositoryRows';

type EntryRow = Pick<RepositoryRow, 'id' | 'name' | 'project' | 'description'>;

const COLUMNS = ['id', 'name', 'project', 'description'] as const;
/** Rows that are read at once. */
const WINDOW = 1_000;

/**
 * What has changed in the repository index. Each integration has a revision, which counts whatever
 * changes what is found; each repository has the revision that has written it last.
 */
export class DatabaseRepositoryChanges {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Of each integration that has ever been written. */
  async revisions(): Promise<Map<string, number>> {
    const rows: { integration_id: string; revision: number | string }[] =
      await this.#database.run(knex =>
        knex('repository_revisions').select('integration_id', 'revision'),
      );
    return new Map(
      rows.map(({ integration_id: id, revision }) => [id, Number(revision)]),
    );
  }

  /** All repositories of an integration, by name. */
  async *windows(integrationId: string): AsyncGenerator<Entry[]> {
    for (let after: string | undefined = ''; after !== undefined; ) {
      const from: string = after;
      const rows: EntryRow[] = await this.#database.run(knex =>
        knex('repositories')
          .where({ integration_id: integrationId })
          .where('name', '>', from)
          .orderBy('name')
          .limit(WINDOW)
          .select(...COLUMNS),
      );
      yield rows.map(toEntry);
      after = rows.length < WINDOW ? undefined : rows[WINDOW - 1].name;
    }
  }

  /**
   * What has changed since a revision. What changes meanwhile may be among it, and is told once more
   * next time.
   *
   * @returns undefined where it is too long ago to be known
   */
  async since(
    integrationId: string,
    revision: number,
  ): Promise<Change | undefined> {
    // First: what is read behind it is as new at least.
    const state = await this.#database.run(knex =>
      knex('repository_revisions')
        .where({ integration_id: integrationId })
        .first('revision', 'removals_since'),
    );
    if (!state || Number(state.removals_since) > revision) {
      return undefined;
    }
    const changed: EntryRow[] = await this.#database.run(knex =>
      knex('repositories')
        .where({ integration_id: integrationId })
        .where('revision', '>', revision)
        .select(...COLUMNS),
    );
    const removed: { name: string }[] = await this.#database.run(knex =>
      knex('removed_repositories')
        .where({ integration_id: integrationId })
        .where('revision', '>', revision)
        .select('name'),
    );
    return {
      revision: Number(state.revision),
      changed: changed.map(toEntry),
      removed: removed.map(({ name }) => name),
    };
  }
}
