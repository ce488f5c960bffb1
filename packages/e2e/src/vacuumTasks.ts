import { knex } from 'knex';
import { join } from 'node:path';

/**
 * The scaffolder keeps the session of whoever starts a task until the task has ended, and then deletes
 * it. SQLite leaves deleted bytes in the file: they go, so that only what is kept is looked through.
 *
 * @param directory - of the portal's databases, which nobody has open
 */
export async function vacuumTasks(directory: string): Promise<void> {
  const tasks = knex({
    client: 'better-sqlite3',
    connection: { filename: join(directory, 'scaffolder.sqlite') },
    useNullAsDefault: true,
  });
  try {
    await tasks.raw('VACUUM');
  } finally {
    await tasks.destroy();
  }
}
