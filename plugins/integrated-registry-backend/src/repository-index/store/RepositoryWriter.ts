import { RegistryRepository } from 'backstage-plugin-integrated-registry-node';
import { Knex } from 'knex';
import {
  columnsOf,
  Database,
  GivenColumns,
  givenRows,
  Run,
  toGiven,
  Transactions,
  transactionsOf,
} from '../../platform';
import { Change } from '../search/IntegrationNames';
import {
  isUsedAlike,
  RepositoryRow,
  toEntry,
  toRow,
  UseColumns,
} from './repositoryRows';

type NewRow = ReturnType<typeof toRow>;
type Known = Pick<RepositoryRow, 'name'> &
  UseColumns & {
    id: number;
    content_hash: string;
    kept_since: string | null;
  };

const NAME = { name: 'text' } as const satisfies GivenColumns;
/** What changes by use. */
const USE = {
  updated_at: 'text',
  tag_count: 'integer',
  pull_count: 'bigint',
} as const satisfies Record<keyof UseColumns, GivenColumns[string]>;
const ROW = {
  integration_id: 'text',
  ...NAME,
  project: 'text',
  image_host: 'text',
  description: 'text',
  ...USE,
  visibility: 'text',
  content_hash: 'text',
  generation: 'bigint',
} as const satisfies Record<keyof NewRow, GivenColumns[string]>;
/** Who has not looked for so many revisions reads everything. */
const REVISIONS_LISTED = 1_000;

const CHANGES = Object.keys(ROW)
  .filter(column => column !== 'integration_id' && column !== 'name')
  .concat('revision')
  .map(column => `${column} = excluded.${column}`)
  // Whoever is seen is no longer kept without being seen.
  .concat('kept_since = NULL')
  .join(', ');

/** Writes repositories, and what tells every process which ones have changed. */
export class RepositoryWriter {
  readonly #knex: Knex;
  readonly #transactions: Transactions;
  readonly #changed: (integrationId: string, change: Change) => void;

  /**
   * @param isSearched - do people search at the moment?
   * @param changed - is told of each change that others can see
   */
  constructor(
    database: Database,
    isSearched: () => boolean,
    changed: (integrationId: string, change: Change) => void,
  ) {
    this.#knex = database.knex;
    this.#transactions = transactionsOf(database, isSearched);
    this.#changed = changed;
  }

  /**
   * Adds repositories, or changes what differs.
   *
   * @param items - each name once
   * @returns the ids of all of them
   */
  async write(
    integrationId: string,
    generation: number,
    items: readonly RegistryRepository[],
  ): Promise<number[]> {
    const ids: number[] = [];
    await this.#transactions.inChunks(
      items,
      (run, chunk) =>
        this.#upsert(
          run,
          integrationId,
          chunk.map(item => toRow(integrationId, generation, item)),
        ),
      written => {
        ids.push(...written.ids);
        if (written.change) {
          this.#changed(integrationId, written.change);
        }
      },
    );
    return ids;
  }

  /** Marks what stays although no crawl has seen it. */
  async keep(
    integrationId: string,
    names: readonly string[],
    since: string,
  ): Promise<void> {
    await this.#transactions.inChunks(names, async (run, chunk) => {
      await run(
        `UPDATE repositories SET kept_since = ?
          WHERE integration_id = ? AND kept_since IS NULL
          AND name IN (${this.#namesGiven()})`,
        since,
        integrationId,
        toGiven(chunk.map(toName)),
      );
    });
  }

  /** @param generation - of the crawl that found them gone: another one has not begun since */
  async remove(
    integrationId: string,
    names: readonly string[],
    generation?: number,
  ): Promise<void> {
    const guard =
      generation === undefined
        ? ''
        : `AND EXISTS (SELECT 1 FROM crawls
            WHERE integration_id = ? AND generation = ?)`;
    await this.#transactions.inChunks(
      names,
      async (run, chunk) => {
        const revision = await this.#nextRevision(run, integrationId);
        const gone = await run<{ name: string }>(
          `DELETE FROM repositories WHERE integration_id = ?
            AND name IN (${this.#namesGiven()}) ${guard}
            RETURNING name`,
          integrationId,
          toGiven(chunk.map(toName)),
          ...(generation === undefined ? [] : [integrationId, generation]),
        );
        await this.#listRemoved(run, integrationId, revision, gone);
        return { revision, changed: [], removed: gone.map(({ name }) => name) };
      },
      change => this.#changed(integrationId, change),
    );
  }

  /** Forgets that there were changes, where nobody can search any more. */
  async forget(integrationId: string): Promise<void> {
    for (const table of ['repository_revisions', 'removed_repositories']) {
      await this.#knex(table)
        .where({ integration_id: integrationId })
        .whereNotExists(
          this.#knex('integrations').where({ id: integrationId }).select('id'),
        )
        .delete();
    }
  }

  /** What is as it was is not touched. */
  async #upsert(
    run: Run,
    integrationId: string,
    rows: readonly NewRow[],
  ): Promise<{ ids: number[]; change?: Change }> {
    const found = await run<Known>(
      `SELECT id, name, content_hash, kept_since, ${columnsOf(USE)}
        FROM repositories
        WHERE integration_id = ? AND name IN (${this.#namesGiven()})`,
      integrationId,
      toGiven(rows.map(({ name }) => toName(name))),
    );
    const known = new Map(found.map(row => [row.name, row]));
    const isAsItWas = ({ name, content_hash }: NewRow) => {
      const row = known.get(name);
      return row?.content_hash === content_hash && row.kept_since === null;
    };
    const changed = rows.filter(row => !isAsItWas(row));
    const same = rows.filter(isAsItWas);
    await this.#updateUse(
      run,
      integrationId,
      same.filter(row => !isUsedAlike(row, known.get(row.name)!)),
    );
    const ids = same.flatMap(({ name }) => known.get(name)?.id ?? []);
    if (changed.length === 0) {
      return { ids };
    }
    const revision = await this.#nextRevision(run, integrationId);
    const written = await run<{ id: number; name: string }>(
      `INSERT INTO repositories (${columnsOf(ROW)}, revision)
        SELECT ${columnsOf(ROW)}, ${revision}
        FROM ${givenRows(this.#knex, ROW)} WHERE true
        ON CONFLICT (integration_id, name) DO UPDATE SET ${CHANGES}
        RETURNING id, name`,
      toGiven(changed),
    );
    const idOf = new Map(written.map(({ id, name }) => [name, id]));
    return {
      ids: [...ids, ...idOf.values()],
      change: {
        revision,
        removed: [],
        changed: changed.map(row =>
          toEntry({ ...row, id: idOf.get(row.name)! }),
        ),
      },
    };
  }

  /** What search reads is not written. */
  async #updateUse(
    run: Run,
    integrationId: string,
    rows: readonly NewRow[],
  ): Promise<void> {
    if (rows.length > 0) {
      const changes = Object.keys(USE).map(name => `${name} = given.${name}`);
      await run(
        `UPDATE repositories SET ${changes.join(', ')}
          FROM ${givenRows(this.#knex, { ...NAME, ...USE })}
          WHERE repositories.integration_id = ?
          AND repositories.name = given.name`,
        toGiven(rows),
        integrationId,
      );
    }
  }

  /**
   * Whoever else writes repositories of this integration waits until this is committed, so that
   * revisions are seen in their order.
   */
  async #nextRevision(run: Run, integrationId: string): Promise<number> {
    // Never what it was before, should the integration come again under its id.
    const first = Date.now();
    const [{ revision }] = await run<{ revision: number | string }>(
      `INSERT INTO repository_revisions (integration_id, revision, removals_since)
        VALUES (?, ?, ?)
        ON CONFLICT (integration_id)
          DO UPDATE SET revision = repository_revisions.revision + 1
        RETURNING revision`,
      integrationId,
      first,
      first,
    );
    return Number(revision);
  }

  async #listRemoved(
    run: Run,
    integrationId: string,
    revision: number,
    gone: readonly { name: string }[],
  ): Promise<void> {
    await run(
      `INSERT INTO removed_repositories (integration_id, revision, name)
        SELECT ?, ${revision}, name FROM ${givenRows(this.#knex, NAME)}`,
      integrationId,
      toGiven(gone),
    );
    const oldest = revision - REVISIONS_LISTED;
    await run(
      'DELETE FROM removed_repositories WHERE integration_id = ? AND revision <= ?',
      integrationId,
      oldest,
    );
    await run(
      `UPDATE repository_revisions SET removals_since = ?
        WHERE integration_id = ? AND removals_since < ?`,
      oldest,
      integrationId,
      oldest,
    );
  }

  /** To be given what `toName` makes of names. */
  #namesGiven(): string {
    return `SELECT name FROM ${givenRows(this.#knex, NAME)}`;
  }
}

function toName(name: string) {
  return { name };
}
