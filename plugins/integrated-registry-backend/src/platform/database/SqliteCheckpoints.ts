import { Knex } from 'knex';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';

/** JavaScript as it is, for in a published package a thread finds no file of its own. */
const THREAD = `
const { parentPort, workerData } = require('node:worker_threads');
const Database = require(workerData.driver);
const database = new Database(workerData.file, { fileMustExist: true });
parentPort.on('message', () => {
  database.pragma('wal_checkpoint(PASSIVE)');
  parentPort.postMessage('taken');
});
`;
/** It runs a statement and holds nothing; more would only grow. */
const THREAD_MEMORY = {
  maxYoungGenerationSizeMb: 2,
  maxOldGenerationSizeMb: 16,
};
/** The thread ends when nobody has needed it for so long. */
const IDLE_MS = 5_000;

/**
 * Takes what SQLite's log holds into the database file, in a thread of its own. SQLite would do so
 * at the end of some transaction, which then waits for the disk, and the whole process with it.
 */
export class SqliteCheckpoints {
  readonly #knex: Knex;
  #thread?: Promise<Worker | undefined>;
  #idle?: NodeJS.Timeout;
  #taking?: Promise<void>;

  constructor(knex: Knex) {
    this.#knex = knex;
    // The thread would keep the file open when nobody else does.
    knex.client.pool.on('poolDestroyRequest', () => this.#end());
  }

  /**
   * Ends when what was written before is in the file. Never fails, and may do nothing: SQLite sees
   * to it when the log is full.
   */
  async take(): Promise<void> {
    clearTimeout(this.#idle);
    this.#taking ??= this.#take().finally(() => {
      this.#taking = undefined;
      this.#idle = setTimeout(() => this.#end(), IDLE_MS).unref();
    });
    await this.#taking;
  }

  async #take(): Promise<void> {
    if (!this.#thread) {
      // Nobody waits for it to start: the log has room until the next time.
      this.#thread = this.#start().catch(() => undefined);
      return;
    }
    const thread = await this.#thread;
    if (thread) {
      const taken = once(thread, 'message');
      thread.postMessage('take');
      await taken.catch(() => this.#giveUp());
    }
  }

  /** The thread has failed, and would again. */
  #giveUp(): void {
    this.#thread = Promise.resolve(undefined);
  }

  async #end(): Promise<void> {
    const thread = await this.#thread;
    if (thread && !this.#taking) {
      this.#thread = undefined;
      await thread.terminate();
    }
  }

  /** @returns undefined where there is no log, or no way to it */
  async #start(): Promise<Worker | undefined> {
    const [{ journal_mode: mode }] = await this.#knex.raw(
      'PRAGMA journal_mode',
    );
    const [{ file }] = await this.#knex.raw('PRAGMA database_list');
    const driver = this.#driver();
    if (mode !== 'wal' || !driver) {
      return undefined;
    }
    const thread = new Worker(THREAD, {
      eval: true,
      workerData: { file, driver },
      resourceLimits: THREAD_MEMORY,
    });
    thread.unref();
    thread.on('error', () => this.#giveUp());
    return thread;
  }

  /** Where knex has it from: locks are only kept by one copy of SQLite within a process. */
  #driver(): string | undefined {
    const ofKnex = createRequire(require.resolve('knex'));
    const driver = ofKnex.resolve('better-sqlite3');
    return ofKnex(driver) === this.#knex.client.driver ? driver : undefined;
  }
}
