import {
  LoggerService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { setTimeout } from 'node:timers/promises';
import { Database } from './Database';
import { takeStartLock } from './takeStartLock';

const migrations = {
  directory: resolvePackagePath(
    'backstage-plugin-integrated-registry-backend',
    'migrations',
  ),
};
const KNEX_LOCK = 'knex_migrations_lock';

const PAUSE_MS = 250;
const LONGEST_WAIT_MS = 5 * 60_000;

/**
 * Brings the tables to this version. Replicas that start together do so one after the other.
 *
 * All of it is one transaction: knex makes its own tables before it locks them, and a process that
 * dies leaves nothing behind.
 *
 * @throws Error where another replica has not ended its migration after five minutes
 */
export async function migrate(
  database: Database,
  logger: LoggerService,
): Promise<void> {
  const until = Date.now() + LONGEST_WAIT_MS;
  for (let isTold = false; !(await migrateUnlessLocked(database)); ) {
    if (!isTold) {
      logger.info(
        'Another replica is migrating the database; waiting until it has ended',
      );
      isTold = true;
    }
    if (Date.now() > until) {
      throw new Error(
        `Another replica has been migrating the database for ${
          LONGEST_WAIT_MS / 60_000
        } minutes. If none is starting, a session in the database still holds its lock: find it with SELECT * FROM pg_locks WHERE locktype = 'advisory', end it with pg_terminate_backend, and start again`,
      );
    }
    await setTimeout(PAUSE_MS * (0.5 + Math.random()));
  }
}

/** @returns false where another replica is at it */
async function migrateUnlessLocked(database: Database): Promise<boolean> {
  return database.transaction(async trx => {
    if (!(await takeStartLock(database, trx))) {
      return false;
    }
    await mendKnexLock(trx);
    await trx.migrate.latest(migrations);
    return true;
  });
}

/**
 * Earlier versions that started together could leave knex two locks, which it then never gets.
 * Whoever migrates holds the row until the end, so what can be read here is held by nobody.
 */
async function mendKnexLock(trx: Knex.Transaction): Promise<void> {
  if (!(await trx.schema.hasTable(KNEX_LOCK))) {
    return;
  }
  const locks = await trx(KNEX_LOCK).forUpdate().select('is_locked');
  if (locks.length !== 1 || locks[0].is_locked !== 0) {
    await trx.migrate.forceFreeMigrationsLock(migrations);
  }
}
