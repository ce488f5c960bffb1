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
import { termsOf } from '../search/searchText';
import {
  isUsedAlike,
  RepositoryRow,
  toRow,
  UseColumns,
} from './repositoryRows';

/** A name with what else its terms are made from. */
export type Named = Pick<RepositoryRow, 'name' | 'project'>;
type NewRow = ReturnType<typeof toRow>;
type Known = Named &
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
  search_text: 'text',
} as const satisfies Record<keyof NewRow, GivenColumns[string]>;
const TERM_KEY = {
  rank: 'integer',
  term: 'text',
  ...NAME,
} as const satisfies GivenColumns;
const TERM = { ...TERM_KEY, project: 'text' } as const satisfies GivenColumns;

const CHANGES = Object.keys(ROW)
  .filter(column => column !== 'integration_id' && column !== 'name')
  .map(column => `${column} = excluded.${column}`)
  // Whoever is seen is no longer kept without being seen.
  .concat('kept_since = NULL')
  .join(', ');

/** Writes repositories together with their terms. */
export class RepositoryWriter {
  readonly #knex: Knex;
  readonly #transactions: Transactions;

  /** @param isSearched - do people search at the moment? */
  constructor(database: Database, isSearched: () => boolean) {
    this.#knex = database.knex;
    this.#transactions = transactionsOf(database, isSearched);
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
    await this.#transactions.inChunks(items, async (run, chunk) => {
      const rows = chunk.map(item => toRow(integrationId, generation, item));
      ids.push(...(await this.#upsert(run, integrationId, rows)));
    });
    return ids;
  }

  /** Marks what stays although no crawl has seen it. */
  async keep(
    integrationId: string,
    rows: readonly Named[],
    since: string,
  ): Promise<void> {
    await this.#transactions.inChunks(rows, async (run, chunk) => {
      await run(
        `UPDATE repositories SET kept_since = ?
          WHERE integration_id = ? AND kept_since IS NULL
          AND name IN (${this.#namesGiven()})`,
        since,
        integrationId,
        toGiven(chunk.map(nameOf)),
      );
    });
  }

  /** @param generation - of the crawl that found them gone: another one has not begun since */
  async remove(
    integrationId: string,
    rows: readonly Named[],
    generation?: number,
  ): Promise<void> {
    const guard =
      generation === undefined
        ? ''
        : `AND EXISTS (SELECT 1 FROM crawls
            WHERE integration_id = ? AND generation = ?)`;
    await this.#transactions.inChunks(rows, async (run, chunk) => {
      const gone = await run<Named>(
        `DELETE FROM repositories WHERE integration_id = ?
          AND name IN (${this.#namesGiven()}) ${guard}
          RETURNING name, project`,
        integrationId,
        toGiven(chunk.map(nameOf)),
        ...(generation === undefined ? [] : [integrationId, generation]),
      );
      await this.#removeTerms(run, integrationId, gone);
    });
  }

  /** What is as it was is not touched. */
  async #upsert(
    run: Run,
    integrationId: string,
    rows: readonly NewRow[],
  ): Promise<number[]> {
    const found = await run<Known>(
      `SELECT id, name, project, content_hash, kept_since, ${columnsOf(USE)}
        FROM repositories
        WHERE integration_id = ? AND name IN (${this.#namesGiven()})`,
      integrationId,
      toGiven(rows.map(nameOf)),
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
      return ids;
    }
    const moved = changed.filter(
      row => known.get(row.name)?.project !== row.project,
    );
    const written = await run<{ id: number }>(
      `INSERT INTO repositories (${columnsOf(ROW)})
        SELECT ${columnsOf(ROW)} FROM ${givenRows(this.#knex, ROW)} WHERE true
        ON CONFLICT (integration_id, name) DO UPDATE SET ${CHANGES}
        RETURNING id`,
      toGiven(changed),
    );
    await this.#removeTerms(
      run,
      integrationId,
      moved.flatMap(({ name }) => known.get(name) ?? []),
    );
    await this.#addTerms(run, integrationId, moved);
    return [...ids, ...written.map(({ id }) => id)];
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

  async #addTerms(
    run: Run,
    integrationId: string,
    rows: readonly Named[],
  ): Promise<void> {
    const terms = rows.flatMap(termsFor);
    if (terms.length > 0) {
      await run(
        `INSERT INTO repository_terms (integration_id, ${columnsOf(TERM)})
          SELECT ?, ${columnsOf(TERM)} FROM ${givenRows(this.#knex, TERM)}
          WHERE true
          ON CONFLICT (integration_id, rank, term, name)
            DO UPDATE SET project = excluded.project`,
        integrationId,
        toGiven(terms),
      );
    }
  }

  async #removeTerms(
    run: Run,
    integrationId: string,
    rows: readonly Named[],
  ): Promise<void> {
    const terms = rows.flatMap(termsFor);
    if (terms.length > 0) {
      await run(
        `DELETE FROM repository_terms WHERE integration_id = ?
          AND (${columnsOf(TERM_KEY)}) IN (
            SELECT ${columnsOf(TERM_KEY)} FROM ${givenRows(
          this.#knex,
          TERM_KEY,
        )})`,
        integrationId,
        toGiven(terms),
      );
    }
  }

  /** To be given what `nameOf` makes of rows. */
  #namesGiven(): string {
    return `SELECT name FROM ${givenRows(this.#knex, NAME)}`;
  }
}

function nameOf({ name }: Named) {
  return { name };
}

function termsFor({ name, project }: Named) {
  // There are several for each repository: each is made as what it is, not copied from another.
  return termsOf({ name, ...(project !== null && { project }) }).map(
    ({ rank, term }) => ({ rank, term, name, project }),
  );
}
