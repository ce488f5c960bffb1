import { mockServices } from '@backstage/backend-test-utils';
import knexFactory, { Knex } from 'knex';
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { databases } from '../__testUtils__/databases';
import { mortalKnex } from '../__testUtils__/mortalKnex';
import { useKnexConfig } from '../__testUtils__/useKnexConfig';
import { openDatabase } from './openDatabase';

/** Knex tells of each migration that ends early. */
const silent = { warn() {}, error() {}, debug() {}, deprecate() {} };
const migrations = { directory: resolve(__dirname, '../../migrations') };

jest.setTimeout(300_000);

function open(knex: Knex) {
  return openDatabase(
    mockServices.database.mock({ getClient: async () => knex }),
    mockServices.logger.mock(),
  );
}

describe.each(databases.eachSupportedId())('opening %s', databaseId => {
  const scene = useKnexConfig(databaseId);
  let knex: Knex;

  beforeEach(async () => {
    knex = knexFactory(scene.config);
  });

  afterEach(() => knex.destroy());

  const fourReplicas = () =>
    Array.from({ length: 4 }, () => knexFactory(scene.config));

  async function empty() {
    if (databaseId === 'POSTGRES_15') {
      await knex.raw('DROP SCHEMA public CASCADE');
      await knex.raw('CREATE SCHEMA public');
    }
  }

  const migrated = async () =>
    (await knex('knex_migrations').orderBy('id')).map(({ name }) => name);

  it('by a process that dies at any point leaves nothing that keeps the next one out', async () => {
    for (let statements = 1; statements < 60; statements += 4) {
      const dying = mortalKnex({ ...scene.config, log: silent }, statements);
      await open(dying.knex).catch(() => undefined);
      if (!dying.isDead()) {
        await dying.knex.destroy();
      }
    }
    await open(knex);
    expect(await knex('knex_migrations_lock').select('is_locked')).toEqual([
      { is_locked: 0 },
    ]);
    expect(new Set(await migrated()).size).toBe((await migrated()).length);
  });

  it('removes what concurrent uses of one image left twice, and keeps the latest', async () => {
    await knex.migrate.up({ ...migrations, name: '20261120000000_init.js' });
    const use = (id: string, usedBy: string, usedAt: string) => ({
      id,
      workspace: 'group:default/payments',
      reference: `example.com/team/app:${id}`,
      repository: 'team/app',
      used_by: usedBy,
      used_at: usedAt,
      chosen_by: 'user:default/marco',
    });
    await knex('image_uses').insert([
      use('a', 'component:default/shop', '2026-11-01T00:00:00.000Z'),
      use('b', 'component:default/shop', '2026-11-03T00:00:00.000Z'),
      use('c', 'component:default/shop', '2026-11-02T00:00:00.000Z'),
      use('d', 'component:default/cart', '2026-11-01T00:00:00.000Z'),
      use('e', 'component:default/cart', '2026-11-01T00:00:00.000Z'),
    ]);
    await open(knex);
    expect(await knex('image_uses').orderBy('id').pluck('id')).toEqual([
      'b',
      'e',
    ]);
  });

  it('keeps passwords, and lets replicas of the version before write, where health_state gets a default', async () => {
    await open(knex);
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

  it('takes over what was crawled before there were revisions, and back', async () => {
    const name = '20261130160000_repository_revisions.js';
    await open(knex);
    await knex.migrate.down({ ...migrations, name });
    await knex('repositories').insert({
      integration_id: 'an-integration',
      name: 'team/app',
      content_hash: 'a',
      generation: 1,
      search_text: 'team/app',
    });
    await knex.migrate.up({ ...migrations, name });
    expect(await knex('repository_revisions').pluck('integration_id')).toEqual([
      'an-integration',
    ]);
    expect(await knex('repositories').pluck('name')).toEqual(['team/app']);
    await knex.migrate.down({ ...migrations, name });
    // What search had in the database is crawled again.
    expect(await knex('repositories').pluck('name')).toEqual([]);
    expect(await knex('repository_terms').pluck('name')).toEqual([]);
    await knex.migrate.up({ ...migrations, name });
  });

  if (databaseId === 'POSTGRES_15') {
    it('by four replicas at one instant has all of them start, 25 times', async () => {
      for (let round = 0; round < 25; round++) {
        await empty();
        const replicas = fourReplicas();
        try {
          const opened = await Promise.allSettled(
            replicas.map(replica => open(replica)),
          );
          expect(opened.filter(({ status }) => status === 'rejected')).toEqual(
            [],
          );
        } finally {
          await Promise.all(replicas.map(replica => replica.destroy()));
        }
        expect(await migrated()).toHaveLength(
          readdirSync(migrations.directory).length,
        );
        expect(await knex('knex_migrations_lock').select('is_locked')).toEqual([
          { is_locked: 0 },
        ]);
      }
    });

    it('mends the lock of knex that earlier versions left twice or taken', async () => {
      await open(knex);
      await knex('knex_migrations_lock').insert({ is_locked: 1 });
      await open(knex);
      expect(await knex('knex_migrations_lock').select('is_locked')).toEqual([
        { is_locked: 0 },
      ]);
    });
  }
});
