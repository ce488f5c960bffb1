import { DatabaseService, LoggerService } from '@backstage/backend-plugin-api';
import { Database, migrate } from '../platform';

/** Opens the plugin's database with its tables as this version wants them. */
export async function openDatabase(
  service: DatabaseService,
  logger: LoggerService,
): Promise<Database> {
  const database = Database.of(await service.getClient(), logger);
  if (!database.isPostgres) {
    // SQLite waits for the disk within this process, three times for each transaction, and with it
    // everybody who searches. With a log it waits when that is full. What a power failure may take
    // is the last moment, and nothing else.
    await database.run(knex => knex.raw('PRAGMA journal_mode = WAL'));
    await database.run(knex => knex.raw('PRAGMA synchronous = NORMAL'));
    // Whoever writes much has it emptied before it is as full as this, in pages.
    await database.run(knex => knex.raw('PRAGMA wal_autocheckpoint = 4000'));
  }
  if (!service.migrations?.skip) {
    await migrate(database, logger);
  }
  return database;
}
