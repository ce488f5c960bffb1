import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { Database } from './Database';
import { inTurn } from '../inTurn';
import { SqliteCheckpoints } from './SqliteCheckpoints';
import { Run, Transactions } from './Transactions';

/** SQLite runs in this process: while it writes, nothing else happens, so it does not write for longer. */
const PATIENCE_MS = 5;
/** Rows of one transaction. */
const CHUNK = { least: 20, first: 50, most: 500 };
/** Rows after which the log is taken into the file: some megabytes where all is new. */
const CHECKPOINT = 1_000;

/** SQLite has one connection, which others have in turn. */
export class SqliteTransactions implements Transactions {
  readonly #database: Database;
  readonly #isSearched: () => boolean;
  readonly #amongPeople = inTurn();
  readonly #checkpoints: SqliteCheckpoints;
  /** Rows of the next transaction. */
  #chunk = CHUNK.first;
  #sinceCheckpoint = 0;

  constructor(database: Database, isSearched: () => boolean) {
    this.#database = database;
    this.#isSearched = isSearched;
    this.#checkpoints = new SqliteCheckpoints(database.knex);
  }

  inChunks: Transactions['inChunks'] = async (rows, work, committed) => {
    for (let at = 0; at < rows.length; ) {
      const chunk = rows.slice(at, at + this.#chunk);
      at += chunk.length;
      const write = async () => {
        const began = performance.now();
        const result = await this.#database.run(() =>
          this.#transaction(run => work(run, chunk)),
        );
        committed?.(result);
        const tookMs = performance.now() - began;
        this.#learn(chunk.length, tookMs);
        this.#sinceCheckpoint += chunk.length;
        await this.#giveWay(tookMs);
      };
      // Of several crawls, one after the other gives way.
      await (this.#isSearched() ? this.#amongPeople(write) : write());
    }
  };

  /** Knex makes all of itself anew for each transaction of its own, which takes longer than a few rows. */
  async #transaction<R>(work: (run: Run) => Promise<R>): Promise<R> {
    const { knex } = this.#database;
    const { client } = knex;
    const connection = await client.acquireConnection();
    const run: Run = (sql, ...values) =>
      knex.raw(sql, values).connection(connection);
    try {
      await run('BEGIN');
      const result = await work(run);
      await run('COMMIT');
      return result;
    } catch (error) {
      // Where the connection has gone, so has the transaction.
      await run('ROLLBACK').catch(() => undefined);
      throw error;
    } finally {
      await client.releaseConnection(connection);
    }
  }

  /** The next transaction is to be shorter, or may be longer. */
  #learn(rows: number, tookMs: number): void {
    const { least, most } = CHUNK;
    // Nobody learns much from the few rows at the end of a page.
    if (rows === this.#chunk) {
      const fitting = Math.round((rows * PATIENCE_MS) / tookMs);
      this.#chunk = Math.min(Math.max(fitting, least), most, 2 * rows);
    }
  }

  /**
   * People first: it is only gone on when the process has had nothing to do for half as long as was
   * written, and for four times as long while they search, however much others have done meanwhile;
   * or after a much longer time, so that it ends.
   */
  async #giveWay(tookMs: number): Promise<void> {
    const began = performance.now();
    const from = performance.eventLoopUtilization();
    if (this.#sinceCheckpoint >= CHECKPOINT) {
      this.#sinceCheckpoint = 0;
      await this.#checkpoints.take();
    }
    const most = Math.min(tookMs, 10 * PATIENCE_MS);
    const pause = most * (this.#isSearched() ? 4 : 1 / 2);
    let missing = pause;
    while (missing > 0 && performance.now() - began < 10 * most) {
      await setTimeout(missing);
      missing = pause - performance.eventLoopUtilization(from).idle;
    }
  }
}
