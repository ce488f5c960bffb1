import { TestDatabaseId } from '@backstage/backend-test-utils';
import { databases } from '../../__testUtils__/databases';
import {
  ListedRegistries,
  ListedRegistry,
} from '../../__testUtils__/ListedRegistries';
import { startPortal, TestPortal } from '../../__testUtils__/startPortal';
import { crawledIntegrations } from './crawledIntegrations';

/** A portal for all tests of a block, which has crawled one registry of `payments`. */
export function useListedPortal(
  databaseId: TestDatabaseId,
  { repositories, ...settings }: Partial<ListedRegistry>,
) {
  const now = {} as { portal: TestPortal };

  beforeAll(async () => {
    const registries = new ListedRegistries();
    const registry = registries.add('r.example.com', repositories ?? []);
    Object.assign(registry, settings);
    now.portal = await startPortal({
      knex: await databases.init(databaseId),
      features: [registries.feature],
      settings: {
        integrations: [
          {
            workspace: 'group:default/payments',
            type: 'listed',
            name: 'Listed',
            url: 'https://r.example.com',
          },
        ],
      },
    });
    await crawledIntegrations(now.portal);
  }, 300_000);

  afterAll(() => now.portal?.stop());

  return now;
}
