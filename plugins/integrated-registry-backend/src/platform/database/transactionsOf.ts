import { Database } from './Database';
import { PostgresTransactions } from './PostgresTransactions';
import { SqliteTransactions } from './SqliteTransactions';
import { Transactions } from './Transactions';

/** @param isSearched - do people search at the moment? */
export function transactionsOf(
  database: Database,
  isSearched: () => boolean,
): Transactions {
  return database.isPostgres
    ? new PostgresTransactions(database, isSearched)
    : new SqliteTransactions(database, isSearched);
}
