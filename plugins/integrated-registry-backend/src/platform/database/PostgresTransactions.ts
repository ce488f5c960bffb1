import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { Database } from './Database';
import { Transactions } from './Transactions';

/** Rows of one transaction; fewer while people search. */
const CHUNK = { alone: 1_000, amongPeople: 200 };

export class PostgresTransactions implements Transactions {
  readonly #database: Database;
  readonly #isSearched: () => boolean;

  constructor(database: Database, isSearched: () => boolean) {
    this.#database = database;
    this.#isSearched = isSearched;
  }

  inChunks: Transactions['inChunks'] = async (rows, work, committed) => {
    for (let at = 0; at < rows.length; ) {
      const size = this.#isSearched() ? CHUNK.amongPeople : CHUNK.alone;
      const chunk = rows.slice(at, at + size);
      at += size;
      const began = performance.now();
      const result = await this.#database.transaction(async trx => {
        // Where the crawl stands is written after its rows, and has them reach the disk first.
        await trx.raw('SET LOCAL synchronous_commit = off');
        return work(
          async (sql, ...values) => (await trx.raw(sql, values)).rows,
          chunk,
        );
      });
      committed?.(result);
      if (this.#isSearched()) {
        // People first: for a third of the time the database has nothing to write.
        await setTimeout((performance.now() - began) / 2);
      }
    }
  };
}
