import { TestDatabaseId } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { databases } from './databases';

/** How to connect to an empty database, for each test; SQLite is in a file, so that several can. */
export function useKnexConfig(databaseId: TestDatabaseId) {
  const scene = {} as { config: Knex.Config };
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'database-'));
    scene.config =
      databaseId === 'SQLITE_3'
        ? {
            client: 'better-sqlite3',
            connection: { filename: join(directory, 'registry.sqlite') },
            useNullAsDefault: true,
          }
        : (await databases.init(databaseId)).client.config;
  });

  afterEach(() => rm(directory, { recursive: true, force: true }));

  return scene;
}
