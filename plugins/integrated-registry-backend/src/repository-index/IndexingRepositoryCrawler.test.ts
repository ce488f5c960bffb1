import { mockServices } from '@backstage/backend-test-utils';
import { RegistryRepository } from 'backstage-plugin-integrated-registry-node';
import { Knex } from 'knex';
import { databases } from '../__testUtils__/databases';
import {
  ListedRegistries,
  ListedRegistry,
} from '../__testUtils__/ListedRegistries';
import { mortalKnex } from '../__testUtils__/mortalKnex';
import { useKnexConfig } from '../__testUtils__/useKnexConfig';
import { DatabaseIntegrationStore } from '../integrations';
import { Database } from '../platform';
import { openDatabase } from '../startup';
import { IndexingRepositoryCrawler } from './IndexingRepositoryCrawler';
import { DatabaseCrawlPageStore } from './store/DatabaseCrawlPageStore';
import { DatabaseCrawlStore } from './store/DatabaseCrawlStore';
import { DatabaseRepositoryStore } from './store/DatabaseRepositoryStore';

const ID = 'the-integration';
const URL_OF_IT = 'https://registry.example.com';

jest.setTimeout(300_000);

const databaseOf = (knex: Knex) =>
  Database.of(knex, mockServices.logger.mock());

/** Numbers that are the same in each run. */
function seeded(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * below);
  };
}

describe.each(databases.eachSupportedId())('a crawl on %s', databaseId => {
  const scene = useKnexConfig(databaseId);
  let survivor: Knex;
  let registries: ListedRegistries;
  let registry: ListedRegistry;

  beforeEach(async () => {
    survivor = mortalKnex(scene.config).knex;
    await openDatabase(
      mockServices.database.mock({ getClient: async () => survivor }),
      mockServices.logger.mock(),
    );
    registries = new ListedRegistries();
    registry = registries.add(
      new URL(URL_OF_IT).host,
      Array.from({ length: 40 }, (_, at) => ({ name: `team/app-${at}` })),
    );
    registry.pageSize = 4;
    await new DatabaseIntegrationStore(databaseOf(survivor)).create({
      id: ID,
      settings: {
        workspace: 'group:default/payments',
        type: 'listed',
        name: 'Registry',
        url: URL_OF_IT,
        imageHost: new URL(URL_OF_IT).host,
        tls: { skipVerify: false },
        repositories: [],
        repositoryFilter: [],
        sharing: { with: 'nobody', workspaces: [] },
      },
      managedBy: 'user',
      createdBy: 'user:default/priya',
    });
  });

  afterEach(() => survivor.destroy());

  /** A process that crawls, and what becomes of it. */
  async function crawl(options: { statements?: number; leaseMs: number }) {
    const { crawler, process } = start(options);
    await crawler.start(ID).catch(() => undefined);
    await crawler.settled();
    const died = process.isDead();
    if (!died) {
      await process.knex.destroy();
    }
    return died;
  }

  function start(options: { statements?: number; leaseMs: number }) {
    const process = mortalKnex(scene.config, options.statements);
    const database = databaseOf(process.knex);
    const client = registries.connect({ url: URL_OF_IT } as Parameters<
      ListedRegistries['connect']
    >[0]);
    const crawler = new IndexingRepositoryCrawler({
      store: new DatabaseIntegrationStore(database),
      repositories: new DatabaseRepositoryStore(
        database,
        mockServices.logger.mock(),
      ),
      crawls: new DatabaseCrawlStore(database),
      pages: new DatabaseCrawlPageStore(database),
      keepMs: 1_000_000,
      clients: {
        get: async () => client,
        forget: () => {},
        close: () => {},
      },
      checkHealth: async () => ({ state: 'healthy' }),
      maxRepositories: 1_000,
      logger: mockServices.logger.mock(),
      leaseMs: options.leaseMs,
    });
    return { crawler, process };
  }

  async function found(q?: string): Promise<RegistryRepository[]> {
    const { items } = await new DatabaseRepositoryStore(
      databaseOf(survivor),
      mockServices.logger.mock(),
    ).search({
      integrationIds: [ID],
      limit: 200,
      maxBytes: Infinity,
      ...(q !== undefined && { q }),
    });
    return items.map(({ integrationId: _, ...item }) => item);
  }

  const byName = (list: RegistryRepository[]) =>
    [...list].sort((a, b) => (a.name < b.name ? -1 : 1));

  it('that is killed 50 times at any point ends with exactly what the registry has', async () => {
    const random = seeded(databaseId.length);
    let kills = 0;
    let born = 0;
    while (kills < 50) {
      // Something goes, something comes, and something becomes another.
      const all = registry.repositories;
      all.splice(random(all.length), 1);
      born++;
      all.push({ name: `late/come-${born}` });
      const at = random(all.length);
      all[at] = { ...all[at], description: `Described ${born}` };
      // A lease that is over at once stands for the time until somebody takes over.
      if (await crawl({ statements: 1 + random(80), leaseMs: -1 })) {
        kills++;
      }
    }
    // The crawl that was cut off goes on to its end, and the next one sees all as it is.
    expect(await crawl({ leaseMs: -1 })).toBe(false);
    expect(await crawl({ leaseMs: -1 })).toBe(false);

    const expected = byName(registry.repositories);
    expect(byName(await found())).toEqual(expected);
    const [{ repository_index: state }] = await survivor('integrations');
    expect(JSON.parse(state)).toMatchObject({
      state: 'finished',
      repositories: expected.length,
      complete: true,
    });
    // By the starts of words, by what is in the middle of them, and by descriptions.
    for (const q of ['late', 'come', 'app', 'eam', 'ome', 'escribed']) {
      expect(byName(await found(q))).toEqual(
        expected.filter(({ name, description = '' }) =>
          `${name}\n${description.toLowerCase()}`.includes(q),
        ),
      );
    }
  });

  it('that has died is left alone until its lease is over, and goes on where it stood', async () => {
    const asked: string[] = [];
    registry.beforePage = from => {
      asked.push(from);
    };
    expect(await crawl({ statements: 60, leaseMs: 3_600_000 })).toBe(true);
    const [{ cursor, seen }] = await survivor('crawls');
    expect(seen).toBeGreaterThan(0);

    asked.length = 0;
    await crawl({ leaseMs: 3_600_000 });
    expect(asked).toEqual([]);

    await survivor('crawls').update({
      lease_expires_at: new Date(Date.now() - 1_000).toISOString(),
    });
    await crawl({ leaseMs: 3_600_000 });
    expect(asked[0]).toBe(cursor);
    expect(byName(await found())).toEqual(byName(registry.repositories));
  });

  it('keeps its lease for as long as a page takes', async () => {
    let open = () => {};
    const opened = new Promise<void>(resolve => {
      open = resolve;
    });
    const asked: string[] = [];
    registry.beforePage = from => {
      asked.push(from);
      return opened;
    };
    const leaseEnd = async () =>
      (await survivor('crawls').first('lease_expires_at')).lease_expires_at;
    const { crawler, process } = start({ leaseMs: 3_600_000 });
    await crawler.start(ID);
    const until = await leaseEnd();
    for (let looks = 0; looks < 200 && (await leaseEnd()) === until; looks++) {
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    expect(asked).toEqual(['']);
    expect((await leaseEnd()) > until).toBe(true);
    open();
    await crawler.settled();
    expect(byName(await found())).toEqual(byName(registry.repositories));
    await process.knex.destroy();
  });

  it('that has to begin again, and cannot reach the database any more, ends without a rejection', async () => {
    const { crawler, process } = start({ leaseMs: 3_600_000 });
    registry.beforePage = async () => {
      registry.beforePage = () => {};
      await survivor('integrations').increment('version', 1);
    };
    // The first look after the crawl is the last one that is answered.
    const { release } = DatabaseCrawlStore.prototype;
    const { get } = DatabaseIntegrationStore.prototype;
    let looks = -Infinity;
    jest
      .spyOn(DatabaseCrawlStore.prototype, 'release')
      .mockImplementation(async function released(
        this: DatabaseCrawlStore,
        ...values
      ) {
        await release.apply(this, values);
        looks = 0;
      });
    jest
      .spyOn(DatabaseIntegrationStore.prototype, 'get')
      .mockImplementation(async function look(
        this: DatabaseIntegrationStore,
        id,
      ) {
        looks += 1;
        const integration = await get.call(this, id);
        if (looks === 1) {
          process.kill();
        }
        return integration;
      });
    try {
      await crawler.start(ID);
      await expect(crawler.settled()).resolves.toBeUndefined();
      expect(process.isDead()).toBe(true);
    } finally {
      jest.restoreAllMocks();
    }
  });
});
