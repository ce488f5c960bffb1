import { RegistryRepository } from 'backstage-plugin-integrated-registry-node';
import { Knex } from 'knex';
import { Database } from './Database';
import { columnsOf, GivenColumns, givenRows, toGiven } from './givenRows';
import { RepositoryRow, toRow } from './repositoryRows';
import { termsOf } from './search/searchText';
import { Run, Transactions, transactionsOf } from './Transactions';

/** A name with what else its terms are made from. */
export type Named = Pick<RepositoryRow, 'name' | 'project'>;
type NewRow = ReturnType<typeof toRow>;
type Known = Named & { content_hash: string };

const NAME = { name: 'text' } as const satisfies GivenColumns;
const ROW = {
  integration_id: 'text',
  ...NAME,
  project: 'text',
  image_host: 'text',
  description: 'text',
  updated_at: 'text',
  tag_count: 'integer',
  pull_count: 'bigint',
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
  .join(', ');

/** Writes repositories together with their terms. */
export class RepositoryWriter {
  readonly #knex: Knex;
  readonly #transactions: Transactions;

  /** @param isSearched - do people search at the moment? */
  static create(
    database: Database,
    isSearched: () => boolean,
  ): RepositoryWriter {
    return new RepositoryWriter(database, isSearched);
  }

  private constructor(database: Database, isSearched: () => boolean) {
    this.#knex = database.knex;
    this.#transactions = transactionsOf(database, isSearched);
  }

  /** Adds repositories, or changes what differs. @param items - each name once */
  async write(
    integrationId: string,
    generation: number,
    items: readonly RegistryRepository[],
  ): Promise<void> {
    await this.#transactions.inChunks(items, (run, chunk) =>
      this.#upsert(
        run,
        integrationId,
        generation,
        chunk.map(item => toRow(integrationId, generation, item)),
      ),
    );
  }

  /** Removes those that no crawl has seen since before `generation`. Returns how many. */
  async remove(
    integrationId: string,
    generation: number,
    rows: readonly Named[],
  ): Promise<number> {
    // By chunk: one may be run again after what it removed was taken back.
    const removed = new Map<readonly Named[], number>();
    await this.#transactions.inChunks(rows, async (run, chunk) => {
      const gone = await run(
        `DELETE FROM repositories WHERE integration_id = ? AND generation < ?
          AND name IN (${this.#namesGiven()}) RETURNING id`,
        integrationId,
        generation,
        toGiven(chunk.map(nameOf)),
      );
      removed.set(chunk, gone.length);
      await this.#removeTerms(run, integrationId, chunk);
    });
    return [...removed.values()].reduce((sum, count) => sum + count, 0);
  }

  /** What is as it was is only marked as seen; no index is touched for it. */
  async #upsert(
    run: Run,
    integrationId: string,
    generation: number,
    rows: readonly NewRow[],
  ): Promise<void> {
    const found = await run<Known>(
      `SELECT name, project, content_hash FROM repositories
        WHERE integration_id = ? AND name IN (${this.#namesGiven()})`,
      integrationId,
      toGiven(rows.map(nameOf)),
    );
    const known = new Map(found.map(row => [row.name, row]));
    const isAsItWas = (row: NewRow) =>
      known.get(row.name)?.content_hash === row.content_hash;
    const changed = rows.filter(row => !isAsItWas(row));
    const moved = changed.filter(
      row => known.get(row.name)?.project !== row.project,
    );
    if (changed.length > 0) {
      await run(
        `INSERT INTO repositories (${columnsOf(ROW)})
          SELECT ${columnsOf(ROW)} FROM ${givenRows(this.#knex, ROW)} WHERE true
          ON CONFLICT (integration_id, name) DO UPDATE SET ${CHANGES}`,
        toGiven(changed),
      );
      await this.#removeTerms(
        run,
        integrationId,
        moved.flatMap(({ name }) => known.get(name) ?? []),
      );
      await this.#addTerms(run, integrationId, moved);
    }
    if (changed.length < rows.length) {
      await run(
        `UPDATE repositories SET generation = ?
          WHERE integration_id = ? AND name IN (${this.#namesGiven()})`,
        generation,
        integrationId,
        toGiven(rows.filter(isAsItWas).map(nameOf)),
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
