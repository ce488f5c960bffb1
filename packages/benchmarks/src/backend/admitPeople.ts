import { knex, Knex } from 'knex';
import { join } from 'node:path';
import { BackendOptions } from './BenchBackend';

/**
 * Has the portal know people as it knows those who have signed in: their tokens are checked against
 * what its auth plugin has written down of them.
 */
export async function admitPeople(
  { database, directory }: BackendOptions,
  people: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  const auth = knex(connectionOf(database, directory));
  try {
    const now = new Date().toISOString();
    await auth.batchInsert(
      'user_info',
      [...people].map(([sub, ent]) => ({
        user_entity_ref: sub,
        user_info: JSON.stringify({ claims: { sub, ent } }),
        updated_at: now,
        created_at: now,
      })),
      100,
    );
  } finally {
    await auth.destroy();
  }
}

function connectionOf(
  database: BackendOptions['database'],
  directory: string,
): Knex.Config {
  if ('sqlite' in database) {
    return {
      client: 'better-sqlite3',
      connection: { filename: join(directory, 'database/auth.sqlite') },
      useNullAsDefault: true,
    };
  }
  const url = new URL(database.postgres);
  url.pathname = '/backstage_plugin_auth';
  return { client: 'pg', connection: url.href };
}
