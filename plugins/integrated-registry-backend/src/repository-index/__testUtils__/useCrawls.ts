import { TestDatabaseId } from '@backstage/backend-test-utils';
import {
  Integration,
  RepositoryList,
} from 'backstage-plugin-integrated-registry-common';
import { RegistryRepository } from 'backstage-plugin-integrated-registry-node';
import { Knex } from 'knex';
import { databases } from '../../__testUtils__/databases';
import {
  ListedRegistries,
  ListedRegistry,
} from '../../__testUtils__/ListedRegistries';
import { startPortal, TestPortal } from '../../__testUtils__/startPortal';
import { until } from '../../__testUtils__/until';

/** Repositories of a page. */
export const PAGE = 50;

export function numbered(count: number, from = 0): RegistryRepository[] {
  return Array.from({ length: count }, (_, at) => ({
    name: `team/app-${String(from + at).padStart(5, '0')}`,
  }));
}

export const namesOf = (repositories: RegistryRepository[]) =>
  repositories.map(({ name }) => name).sort();

/** Something that is waited for, and let go. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>(resolve => {
    open = resolve;
  });
  return { opened, open };
}

/** What a portal's people do about crawls. */
export function atPortal(portal: TestPortal, host: string) {
  return {
    async integrate(): Promise<string> {
      const { status, body } = await portal.call(
        'priya',
        'POST /integrations?verify=false',
        {
          workspace: 'group:default/payments',
          type: 'listed',
          name: `Registry ${host}`,
          url: `https://${host}`,
        },
      );
      expect(status).toBe(201);
      return body.id;
    },
    async read(id: string): Promise<Integration> {
      return (await portal.call('priya', `GET /integrations/${id}`)).body;
    },
    async refresh(id: string): Promise<Integration> {
      const { status, body } = await portal.call(
        'priya',
        `POST /integrations/${id}/refresh`,
      );
      expect(status).toBe(202);
      return body;
    },
    async cancel(id: string): Promise<Integration> {
      const { status, body } = await portal.call(
        'priya',
        `DELETE /integrations/${id}/crawl`,
      );
      expect(status).toBe(200);
      return body;
    },
    async ended(id: string): Promise<Integration['repositoryIndex']> {
      const { repositoryIndex } = await until(
        () => this.read(id),
        integration => integration.repositoryIndex.state !== 'crawling',
      );
      return repositoryIndex;
    },
    async search(id: string, cursor?: string): Promise<RepositoryList> {
      const { body } = await portal.call(
        'marco',
        `GET /repositories?workspace=group:default/payments&integration=${id}&limit=200${
          cursor ? `&cursor=${cursor}` : ''
        }`,
      );
      return body;
    },
    async names(id: string): Promise<string[]> {
      const found: string[] = [];
      let page: RepositoryList | undefined;
      do {
        page = await this.search(id, page?.nextCursor);
        found.push(...page.items.map(({ name }) => name));
      } while (page.nextCursor);
      return found;
    },
  };
}

/** A portal whose registries list what each test says, for all tests of a block. */
export function useCrawls(databaseId: TestDatabaseId) {
  const registries = new ListedRegistries();
  const scene = {} as { knex: Knex; portal: TestPortal };
  let hosts = 0;

  beforeAll(async () => {
    scene.knex = await databases.init(databaseId);
    scene.portal = await startPortal({
      knex: scene.knex,
      features: [registries.feature],
      settings: {
        limits: {
          connectionTestsPerMinute: 10_000,
          repositoriesPerIntegration: 1_000,
        },
      },
    });
  }, 120_000);

  afterAll(() => scene.portal?.stop());

  function newRegistry(repositories: RegistryRepository[]) {
    hosts++;
    const host = `registry-${hosts}.example.com`;
    const registry = registries.add(host, repositories);
    registry.pageSize = PAGE;
    return { registry, ...atPortal(scene.portal, host) };
  }

  /** Holds the walk before the page behind `pages` others. */
  function holdAfter(registry: ListedRegistry, pages: number) {
    const { opened, open } = gate();
    const last = registry.repositories[pages * PAGE - 1].name;
    registry.beforePage = from => (from >= last ? opened : undefined);
    return () => {
      registry.beforePage = () => {};
      open();
    };
  }

  return { scene, newRegistry, holdAfter };
}
