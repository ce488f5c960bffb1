import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { resolve } from 'node:path';
import { Database, migrate } from '../../platform';
import { RepositoryWriter } from './RepositoryWriter';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

jest.setTimeout(120_000);

describe.each(databases.eachSupportedId())(
  'RepositoryWriter on %s',
  databaseId => {
    let knex: Knex;
    let writer: RepositoryWriter;

    beforeEach(async () => {
      knex = await databases.init(databaseId);
      const logger = mockServices.logger.mock();
      const database = Database.of(knex, logger);
      await migrate(database, logger);
      writer = new RepositoryWriter(database, () => false);
    });

    afterEach(() => knex.destroy());

    const read = () => knex('repositories').orderBy('name').select();
    const app = { name: 'team/app', description: 'The shop' };

    it('updates what changes by use, and leaves what search reads', async () => {
      const ids = await writer.write('i', 1, [
        { ...app, pullCount: 1 },
        { name: 'team/base', pullCount: 5 },
      ]);
      const before = await read();
      const used = {
        pullCount: 2,
        tagCount: 3,
        updatedAt: '2026-11-01T00:00:00.000Z',
      };
      expect(
        await writer.write('i', 2, [
          { ...app, ...used },
          { name: 'team/base', pullCount: 5 },
        ]),
      ).toEqual(ids);
      const after = await read();
      expect(Number(after[0].pull_count)).toBe(2);
      expect(after[0]).toEqual({
        ...before[0],
        pull_count: after[0].pull_count,
        tag_count: 3,
        updated_at: '2026-11-01T00:00:00.000Z',
      });
      // The generation shows that it was not written.
      expect(after[1]).toEqual(before[1]);
    });

    it('writes all of a repository where search reads a difference', async () => {
      await writer.write('i', 1, [{ ...app, pullCount: 1 }]);
      await writer.write('i', 2, [
        { ...app, description: 'Another shop', pullCount: 2 },
      ]);
      const [row] = await read();
      expect(row).toMatchObject({ description: 'Another shop' });
      expect(row.search_text).toContain('another shop');
      expect([Number(row.pull_count), Number(row.generation)]).toEqual([2, 2]);
    });

    it('keeps passwords, and lets replicas of the version before write, where health_state gets a default', async () => {
      const migrations = {
        directory: resolve(__dirname, '../../../migrations'),
      };
      const name = '20261129160000_optional_health_state.js';
      await knex('integrations').insert({
        id: 'i',
        workspace: 'group:default/payments',
        type: 'docker',
        name: 'A',
        name_key: 'a',
        url: 'https://registry.example.com',
        image_host: 'registry.example.com',
        tls_skip_verify: false,
        repositories: '[]',
        repository_filter: '[]',
        sharing: 'nobody',
        managed_by: 'user',
        health: JSON.stringify({ state: 'healthy' }),
        repository_index: '{}',
        created_at: '',
        created_by: '',
        updated_at: '',
        updated_by: '',
        version: 1,
      });
      await knex('credentials').insert({
        integration_id: 'i',
        key_id: 'test',
        ciphertext: 'c',
      });
      await knex.migrate.down({ ...migrations, name });
      expect(await knex('integrations').pluck('health_state')).toEqual([
        'healthy',
      ]);
      await knex.migrate.up({ ...migrations, name });
      expect(await knex('integrations').pluck('health_state')).toEqual([
        'unknown',
      ]);
      await knex('integrations').update({ health_state: 'unhealthy' });
      expect(await knex('credentials').pluck('ciphertext')).toEqual(['c']);
    });
  },
);
