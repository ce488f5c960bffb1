import { Knex } from 'knex';
import { setTimeout } from 'node:timers/promises';
import { columnsOf, GivenColumns, givenRows, toGiven } from './givenRows';
import { RepositoryRow, toRow } from './repositoryRows';
import { termsOf } from './search/searchText';

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
  integration_id: 'text',
  rank: 'integer',
  term: 'text',
  ...NAME,
} as const satisfies GivenColumns;
const TERM = { ...TERM_KEY, project: 'text' } as const satisfies GivenColumns;

const CHANGES = Object.keys(ROW)
  .filter(column => column !== 'integration_id' && column !== 'name')
  .map(column => `${column} = excluded.${column}`)
  .join(', ');

/** Rows of one transaction. */
const POSTGRES_CHUNK = 1_000;
/** SQLite runs in this process: while it writes, nothing else happens, so it does not write for longer. */
const SQLITE_PATIENCE_MS = 5;
const SQLITE_CHUNK = { least: 20, first: 50, most: 500 };

/** Writes repositories together with their terms, in short transactions. */
export class RepositoryWriter {
  readonly #knex: Knex;
  readonly #postgres: boolean;
  /** Rows of the next transaction. */
  #chunk: number;

  static create(knex: Knex): RepositoryWriter {
    return new RepositoryWriter(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
    this.#postgres = knex.client.config.client === 'pg';
    this.#chunk = this.#postgres ? POSTGRES_CHUNK : SQLITE_CHUNK.first;
  }

  /** Adds rows, or changes what differs. @param rows - each name once */
  async write(
    integrationId: string,
    generation: number,
    rows: readonly NewRow[],
  ): Promise<void> {
    await this.#inChunks(rows, (trx, chunk) =>
      this.#upsert(trx, integrationId, generation, chunk),
    );
  }

  /** Removes those that no crawl has seen since before `generation`. Returns how many. */
  async remove(
    integrationId: string,
    generation: number,
    rows: readonly Named[],
  ): Promise<number> {
    let removed = 0;
    await this.#inChunks(rows, async (trx, chunk) => {
      removed += await trx('repositories')
        .where({ integration_id: integrationId })
        .where('generation', '<', generation)
        .whereIn('name', this.#namesGiven(trx, chunk))
        .delete();
      await this.#removeTerms(trx, integrationId, chunk);
    });
    return removed;
  }

  async #inChunks<T>(
    rows: readonly T[],
    work: (trx: Knex.Transaction, chunk: readonly T[]) => Promise<void>,
  ): Promise<void> {
    for (let at = 0; at < rows.length; ) {
      const chunk = rows.slice(at, at + this.#chunk);
      at += chunk.length;
      const began = performance.now();
      await this.#knex.transaction(async trx => {
        if (this.#postgres) {
          // Where the crawl stands is written after its rows, and has them reach the disk first.
          await trx.raw('SET LOCAL synchronous_commit = off');
        }
        await work(trx, chunk);
      });
      if (!this.#postgres) {
        await this.#giveWay(chunk.length, performance.now() - began);
      }
    }
  }

  /** Others have the process for as long as it was written; the next transaction is to be shorter, or may be longer. */
  async #giveWay(rows: number, tookMs: number): Promise<void> {
    const { least, most } = SQLITE_CHUNK;
    // Nobody learns much from the few rows at the end of a page.
    if (rows === this.#chunk) {
      const fitting = Math.round((rows * SQLITE_PATIENCE_MS) / tookMs);
      this.#chunk = Math.min(Math.max(fitting, least), most, 2 * rows);
    }
    await setTimeout(Math.min(tookMs, 10 * SQLITE_PATIENCE_MS));
  }

  /** What is as it was is only marked as seen; no index is touched for it. */
  async #upsert(
    trx: Knex.Transaction,
    integrationId: string,
    generation: number,
    rows: readonly NewRow[],
  ): Promise<void> {
    const found: Known[] = await trx('repositories')
      .where({ integration_id: integrationId })
      .whereIn('name', this.#namesGiven(trx, rows))
      .select('name', 'project', 'content_hash');
    const known = new Map(found.map(row => [row.name, row]));
    const isAsItWas = (row: NewRow) =>
      known.get(row.name)?.content_hash === row.content_hash;
    const changed = rows.filter(row => !isAsItWas(row));
    const moved = changed.filter(
      row => known.get(row.name)?.project !== row.project,
    );
    if (changed.length > 0) {
      await trx.raw(
        `INSERT INTO repositories (${columnsOf(ROW)})
          SELECT ${columnsOf(ROW)} FROM ${givenRows(trx, ROW)} WHERE true
          ON CONFLICT (integration_id, name) DO UPDATE SET ${CHANGES}`,
        [toGiven(changed)],
      );
      await this.#removeTerms(
        trx,
        integrationId,
        moved.flatMap(({ name }) => known.get(name) ?? []),
      );
      await this.#addTerms(trx, integrationId, moved);
    }
    if (changed.length < rows.length) {
      await trx('repositories')
        .where({ integration_id: integrationId })
        .whereIn('name', this.#namesGiven(trx, rows.filter(isAsItWas)))
        .update({ generation });
    }
  }

  async #addTerms(
    trx: Knex.Transaction,
    integrationId: string,
    rows: readonly Named[],
  ): Promise<void> {
    const terms = rows.flatMap(row => termsFor(integrationId, row));
    if (terms.length > 0) {
      await trx.raw(
        `INSERT INTO repository_terms (${columnsOf(TERM)})
          SELECT ${columnsOf(TERM)} FROM ${givenRows(trx, TERM)} WHERE true
          ON CONFLICT (integration_id, rank, term, name)
            DO UPDATE SET project = excluded.project`,
        [toGiven(terms)],
      );
    }
  }

  async #removeTerms(
    trx: Knex.Transaction,
    integrationId: string,
    rows: readonly Named[],
  ): Promise<void> {
    const terms = rows.flatMap(row => termsFor(integrationId, row));
    if (terms.length > 0) {
      await trx.raw(
        `DELETE FROM repository_terms WHERE (${columnsOf(TERM_KEY)}) IN (
          SELECT ${columnsOf(TERM_KEY)} FROM ${givenRows(trx, TERM_KEY)})`,
        [toGiven(terms)],
      );
    }
  }

  #namesGiven(
    trx: Knex.Transaction,
    rows: readonly Named[],
  ): Knex.QueryBuilder {
    return trx
      .from(
        trx.raw(givenRows(trx, NAME), [
          toGiven(rows.map(({ name }) => ({ name }))),
        ]),
      )
      .select('name');
  }
}

function termsFor(integrationId: string, { name, project }: Named) {
  return termsOf({ name, ...(project !== null && { project }) }).map(term => ({
    integration_id: integrationId,
    ...term,
    name,
    project,
  }));
}
