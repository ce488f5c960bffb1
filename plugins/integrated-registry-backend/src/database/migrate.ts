import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { Knex } from 'knex';

const migrationsDir = resolvePackagePath(
  'backstage-plugin-integrated-registry-backend',
  'migrations',
);

/** Opens the plugin's database with its tables as this version wants them. */
export async function openDatabase(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  if (knex.client.config.client !== 'pg') {
    // SQLite waits for the disk within this process, three times for each transaction, and with it
    // everybody who searches. With a log it waits when that is full. What a power failure may take
    // is the last moment, and nothing else.
    await knex.raw('PRAGMA journal_mode = WAL');
    await knex.raw('PRAGMA synchronous = NORMAL');
    // Whoever writes much has it emptied before it is as full as this, in pages.
    await knex.raw('PRAGMA wal_autocheckpoint = 4000');
  }
  if (!database.migrations?.skip) {
    await knex.migrate.latest({ directory: migrationsDir });
  }
  return knex;
}
