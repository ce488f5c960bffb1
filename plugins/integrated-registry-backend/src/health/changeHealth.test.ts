import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { DatabaseIntegrationStore } from '../integrations';
import { openDatabase } from '../startup';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe.each(databases.eachSupportedId())('health in %s', databaseId => {
  it('is not written by a check of settings that have changed meanwhile', async () => {
    const knex = await databases.init(databaseId);
    const database = await openDatabase(
      mockServices.database.mock({ getClient: async () => knex }),
      mockServices.logger.mock(),
    );
    const store = new DatabaseIntegrationStore(database);
    const settings = {
      workspace: 'group:default/payments',
      type: 'docker',
      name: 'Registry',
      url: 'https://registry.example.com',
      imageHost: 'registry.example.com',
      tls: { skipVerify: false },
      repositories: [],
      repositoryFilter: [],
      sharing: { with: 'nobody' as const, workspaces: [] },
    };
    const { id, version } = await store.create({
      id: 'one',
      settings,
      managedBy: 'user',
      createdBy: 'user:default/priya',
    });
    const healthy = () => ({ state: 'healthy' as const });
    expect(await store.changeHealth(id, healthy, version)).toEqual({
      state: 'healthy',
    });

    await store.update(id, version, {
      settings: { ...settings, url: 'https://other.example.com' },
      updatedBy: 'user:default/priya',
    });
    const unhealthy = () => ({ state: 'unhealthy' as const });
    expect(await store.changeHealth(id, unhealthy, version)).toBeUndefined();
    expect((await store.get(id))?.health).toEqual({ state: 'healthy' });
    // What holds whatever the settings are is written.
    expect(await store.changeHealth(id, unhealthy)).toEqual({
      state: 'unhealthy',
    });
  });
});
