import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { Database } from './Database';
import { inTurn } from '../inTurn';
import { Run, Transactions } from './Transactions';

/** Rows of one transaction; fewer while people search. */
const CHUNK = { alone: 1_000, amongPeople: 100 };

export class PostgresTransactions implements Transactions {
  readonly #database: Database;
  readonly #isSearched: () => boolean;
  readonly #amongPeople = inTurn();

  constructor(database: Database, isSearched: () => boolean) {
    this.#database = database;
    this.#isSearched = isSearched;
  }

  inChunks: Transactions['inChunks'] = async (rows, work, committed) => {
    for (let at = 0; at < rows.length; ) {
      const isSearched = this.#isSearched();
      const size = isSearched ? CHUNK.amongPeople : CHUNK.alone;
      const chunk = rows.slice(at, at + size);
      at += size;
      const write = async () => {
        const result = await this.#transaction(run => work(run, chunk));
        committed?.(result);
      };
      await (isSearched
        ? this.#amongPeople(() => this.#givingWay(write))
        : write());
    }
  };

  async #transaction<R>(work: (run: Run) => Promise<R>): Promise<R> {
    return this.#database.transaction(async trx => {
      // Where the crawl stands is written after its rows, and has them reach the disk first.
      await trx.raw('SET LOCAL synchronous_commit = off');
      return work(async (sql, ...values) => (await trx.raw(sql, values)).rows);
    });
  }

  /** People first: for most of the time neither the database nor this process has anything to write. */
  async #givingWay(write: () => Promise<void>): Promise<void> {
    const began = performance.now();
    await write();
    await setTimeout(3 * (performance.now() - began));
  }
}
