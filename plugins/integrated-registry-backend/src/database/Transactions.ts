import { Knex } from 'knex';
import { PostgresTransactions } from './PostgresTransactions';
import { SqliteTransactions } from './SqliteTransactions';

export type Value = string | number;

/** Runs a statement and returns the rows that it does. */
export type Run = <T>(sql: string, ...values: Value[]) => Promise<T[]>;

/** Many rows are written in short transactions, so that nobody waits for long. */
export interface Transactions {
  /** @param work - is given the rows of one transaction, and how to write them */
  inChunks<T>(
    rows: readonly T[],
    work: (run: Run, chunk: readonly T[]) => Promise<void>,
  ): Promise<void>;
}

/** @param isSearched - do people search at the moment? */
export function transactionsOf(
  knex: Knex,
  isSearched: () => boolean,
): Transactions {
  return knex.client.config.client === 'pg'
    ? PostgresTransactions.create(knex, isSearched)
    : SqliteTransactions.create(knex);
}
