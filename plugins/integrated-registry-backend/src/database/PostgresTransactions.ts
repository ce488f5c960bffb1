import { Knex } from 'knex';
import { Transactions } from './Transactions';

/** Rows of one transaction. */
const CHUNK = 1_000;

export class PostgresTransactions implements Transactions {
  readonly #knex: Knex;

  static create(knex: Knex): PostgresTransactions {
    return new PostgresTransactions(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  inChunks: Transactions['inChunks'] = async (rows, work) => {
    for (let at = 0; at < rows.length; at += CHUNK) {
      await this.#knex.transaction(async trx => {
        // Where the crawl stands is written after its rows, and has them reach the disk first.
        await trx.raw('SET LOCAL synchronous_commit = off');
        await work(
          async (sql, ...values) => (await trx.raw(sql, values)).rows,
          rows.slice(at, at + CHUNK),
        );
      });
    }
  };
}
