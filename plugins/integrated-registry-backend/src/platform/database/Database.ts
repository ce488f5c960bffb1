import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { setTimeout } from 'node:timers/promises';
import { DatabaseFailure, noteStatement } from './DatabaseFailure';

/** How often something is run before it is given up that others keep getting in the way of. */
const ATTEMPTS = 8;
/** Twice as long each time, and no two the same. */
const FIRST_PAUSE_MS = 10;
const LONGEST_PAUSE_MS = 500;

const watched = new WeakSet<object>();

/**
 * The plugin's database, and the only way to it: whoever set it up may have chosen any isolation
 * level, and what it says when it fails is not for everybody.
 *
 * - Transactions name the isolation level they were written for.
 * - What PostgreSQL refuses because of others at the same time (SQLSTATE 40001 and 40P01) is run
 *   again, a bounded number of times: single statements as well, for each is a transaction.
 * - Everything fails with `DatabaseFailure`; what the database said goes to the log, without values.
 */
export class Database {
  readonly knex: Knex;
  readonly #logger: LoggerService;

  static of(knex: Knex, logger: LoggerService): Database {
    return new Database(knex, logger);
  }

  private constructor(knex: Knex, logger: LoggerService) {
    this.knex = knex;
    this.#logger = logger;
    const { client } = knex;
    // Knex would put values into the messages of errors.
    client.config.compileSqlOnError = false;
    if (!watched.has(client)) {
      watched.add(client);
      client.on('query-error', (error: object, { sql }: Knex.Sql) =>
        noteStatement(error, sql),
      );
    }
  }

  get isPostgres(): boolean {
    return this.knex.client.config.client === 'pg';
  }

  /**
   * Runs statements that do not depend on each other. All of them may be run again.
   *
   * @throws DatabaseFailure
   */
  async run<T>(work: (knex: Knex) => PromiseLike<T>): Promise<T> {
    return this.#again(async () => work(this.knex));
  }

  /**
   * Runs statements as one. Each sees what others have committed before it (`read committed`), so
   * whatever is read and then written is either locked or compared when it is written.
   *
   * @param work - may be run again, after all it wrote was taken back
   * @throws DatabaseFailure, or what `work` throws
   */
  async transaction<T>(
    work: (trx: Knex.Transaction) => Promise<T>,
  ): Promise<T> {
    return this.#again(() => this.knex.transaction(work, this.#settings()));
  }

  /**
   * Does what is not needed: where the database refuses, nothing of it is done.
   *
   * @returns what the database said, for the log; nothing where it was done
   */
  async attempt(
    work: (trx: Knex.Transaction) => PromiseLike<unknown>,
  ): Promise<string | undefined> {
    try {
      await this.knex.transaction(async trx => {
        await work(trx);
      }, this.#settings());
      return undefined;
    } catch (error) {
      const failure = DatabaseFailure.from(error);
      if (!failure) {
        throw error;
      }
      return failure.said;
    }
  }

  /** SQLite has one writer at a time, and nothing to choose. */
  #settings(): Knex.TransactionConfig {
    return this.isPostgres ? { isolationLevel: 'read committed' } : {};
  }

  async #again<T>(work: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await work();
      } catch (error) {
        const failure = DatabaseFailure.from(error);
        if (!failure) {
          throw error;
        }
        if (failure.kind !== 'overtaken' || attempt === ATTEMPTS) {
          this.#tell(failure);
          throw failure;
        }
        const longest = Math.min(
          FIRST_PAUSE_MS * 2 ** attempt,
          LONGEST_PAUSE_MS,
        );
        await setTimeout(longest * (0.5 + Math.random() / 2));
      }
    }
  }

  #tell(failure: DatabaseFailure): void {
    const message = `The database failed: ${failure.forLog}`;
    if (failure.kind === 'duplicate') {
      // Two have done the same at once; whoever called knows what that means.
      this.#logger.debug(message);
    } else {
      this.#logger.error(message);
    }
  }
}
