import { Knex } from 'knex';
import { Database } from './Database';

/** Any number that no other plugin takes for its own: advisory locks belong to a whole database. */
const LOCK = 1_767_201_294;

/**
 * Keeps other replicas from what is done once at start, until the transaction ends. It is a lock of
 * the transaction and not of the session, which a pooler may give to somebody else.
 *
 * @returns false where another replica has it
 */
export async function takeStartLock(
  database: Database,
  trx: Knex.Transaction,
): Promise<boolean> {
  if (!database.isPostgres) {
    // SQLite has one writer at a time.
    return true;
  }
  const { rows } = await trx.raw(
    // Each schema of a database has tables of its own.
    'SELECT pg_try_advisory_xact_lock(?, hashtext(current_schema())) AS taken',
    [LOCK],
  );
  return rows[0].taken;
}
