import { mockServices } from '@backstage/backend-test-utils';
import knexFactory, { Knex } from 'knex';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseRepositoryStore } from '../../repository-index';
import { openDatabase } from '../../startup';

// The machine may be busy.
jest.setTimeout(120_000);

describe('a repository index in a file of SQLite', () => {
  let directory: string;
  let file: string;
  let knex: Knex;
  let store: DatabaseRepositoryStore;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'checkpoints-'));
    file = join(directory, 'registry.sqlite');
    knex = knexFactory({
      client: 'better-sqlite3',
      connection: { filename: file },
      useNullAsDefault: true,
    });
    const database = await openDatabase(
      mockServices.database.mock({ getClient: async () => knex }),
      mockServices.logger.mock(),
    );
    store = new DatabaseRepositoryStore(database, mockServices.logger.mock());
  });

  afterEach(async () => {
    await knex.destroy();
    await rm(directory, { recursive: true, force: true });
  });

  /** Writes so many repositories, the first of this number. */
  const write = (count: number, first: number) =>
    store.upsertPage(
      'an-integration',
      1,
      Array.from({ length: count }, (_, at) => ({
        name: `team-${at % 7}/service-with-a-long-name-${first + at}`,
      })),
    );

  it('has its log emptied while it is written, though the writer never does so itself', async () => {
    await knex.raw('PRAGMA wal_autocheckpoint = 0');
    const { size: before } = await stat(file);
    await write(2_000, 0);
    const { size: log } = await stat(`${file}-wal`);
    await write(6_000, 2_000);
    expect((await stat(`${file}-wal`)).size).toBeLessThan(2 * log);
    expect((await stat(file)).size).toBeGreaterThan(4 * before);
    expect(await store.count(['an-integration'])).toBe(8_000);
  });

  it('is written where nobody else finds the file to empty the log', async () => {
    await rm(file);
    await write(1_000, 0);
    await write(1_000, 1_000);
    expect(await store.count(['an-integration'])).toBe(2_000);
  });
});
