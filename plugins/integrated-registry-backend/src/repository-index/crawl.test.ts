import { TestDatabases } from '@backstage/backend-test-utils';
import {
  Integration,
  RepositoryList,
} from 'backstage-plugin-integrated-registry-common';
import {
  RegistryError,
  RegistryRepository,
} from 'backstage-plugin-integrated-registry-node';
import knexFactory, { Knex } from 'knex';
import {
  ListedRegistries,
  ListedRegistry,
} from '../__testUtils__/ListedRegistries';
import { startPortal, TestPortal } from '../__testUtils__/startPortal';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const PAGE = 50;

// The machine may be busy, and crawls tell how far they are once a second.
jest.setTimeout(40_000);

function numbered(count: number, from = 0): RegistryRepository[] {
  return Array.from({ length: count }, (_, at) => ({
    name: `team/app-${String(from + at).padStart(5, '0')}`,
  }));
}

/** Something that is waited for, and let go. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>(resolve => {
    open = resolve;
  });
  return { opened, open };
}

async function until<T>(
  read: () => Promise<T>,
  wanted: (value: T) => boolean,
): Promise<T> {
  for (;;) {
    const value = await read();
    if (wanted(value)) {
      return value;
    }
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

/** What a portal's people do about crawls. */
function atPortal(portal: TestPortal, host: string) {
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

const namesOf = (repositories: RegistryRepository[]) =>
  repositories.map(({ name }) => name).sort();

describe.each(databases.eachSupportedId())('crawls on %s', databaseId => {
  const registries = new ListedRegistries();
  let knex: Knex;
  let portal: TestPortal;
  let hosts = 0;

  beforeAll(async () => {
    knex = await databases.init(databaseId);
    portal = await startPortal({
      knex,
      features: [registries.feature],
      settings: {
        limits: {
          connectionTestsPerMinute: 10_000,
          repositoriesPerIntegration: 1_000,
        },
      },
    });
  }, 120_000);

  afterAll(() => portal?.stop());

  function newRegistry(repositories: RegistryRepository[]) {
    hosts++;
    const host = `registry-${hosts}.example.com`;
    const registry = registries.add(host, repositories);
    registry.pageSize = PAGE;
    return { registry, ...atPortal(portal, host) };
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

  it('tell how far they are, and find what is there already', async () => {
    const all = numbered(4 * PAGE);
    const crawl = newRegistry(all);
    const release = holdAfter(crawl.registry, 2);
    const id = await crawl.integrate();
    const { repositoryIndex } = await until(
      () => crawl.read(id),
      integration => integration.repositoryIndex.pages === 2,
    );
    expect(repositoryIndex).toEqual({
      state: 'crawling',
      repositories: 0,
      complete: false,
      seen: 2 * PAGE,
      pages: 2,
      startedAt: expect.stringMatching(/^\d{4}-/),
      repositoriesPerSecond: expect.any(Number),
    });
    const page = await crawl.search(id);
    expect(page.items).toHaveLength(2 * PAGE);
    expect(page.complete).toBe(false);

    release();
    expect(await crawl.ended(id)).toMatchObject({
      state: 'finished',
      repositories: 4 * PAGE,
      complete: true,
      seen: 4 * PAGE,
      pages: 4,
      finishedAt: expect.stringMatching(/^\d{4}-/),
    });
    expect((await crawl.search(id)).complete).toBe(true);
  });

  it('are stopped when somebody says so, and go on there', async () => {
    const all = numbered(4 * PAGE);
    const crawl = newRegistry(all);
    const release = holdAfter(crawl.registry, 2);
    const id = await crawl.integrate();
    await until(
      () => crawl.read(id),
      integration => integration.repositoryIndex.pages === 2,
    );
    expect((await crawl.cancel(id)).repositoryIndex).toMatchObject({
      state: 'cancelled',
      repositories: 2 * PAGE,
      complete: false,
    });
    release();
    const asked: string[] = [];
    crawl.registry.beforePage = from => {
      asked.push(from);
    };
    // Nothing happens where there is nothing to stop.
    expect((await crawl.cancel(id)).repositoryIndex.state).toBe('cancelled');
    await crawl.refresh(id);
    expect(await crawl.ended(id)).toMatchObject({
      state: 'finished',
      repositories: 4 * PAGE,
      complete: true,
    });
    expect(asked[0]).toBe(all[2 * PAGE - 1].name);
    expect(await crawl.names(id)).toEqual(namesOf(all));
    expect(crawl.registry.walks).toBe(0);
  });

  it('lose nothing when they fail on the way, and tell since when it is stale', async () => {
    const old = numbered(3 * PAGE);
    const crawl = newRegistry(old);
    const id = await crawl.integrate();
    const { finishedAt } = await crawl.ended(id);

    crawl.registry.repositories = numbered(3 * PAGE, PAGE);
    crawl.registry.beforePage = from => {
      if (from) {
        throw new RegistryError('UPSTREAM_ERROR', {
          message: 'The registry is out of order',
        });
      }
    };
    await crawl.refresh(id);
    expect(await crawl.ended(id)).toMatchObject({
      state: 'failed',
      failure: { code: 'UPSTREAM_ERROR' },
      finishedAt,
    });
    const names = await crawl.names(id);
    expect(names).toEqual(expect.arrayContaining(namesOf(old)));
    expect((await crawl.search(id)).complete).toBe(false);

    crawl.registry.beforePage = () => {};
    await crawl.refresh(id);
    expect((await crawl.ended(id)).failure).toBeUndefined();
    await crawl.refresh(id);
    await crawl.ended(id);
    expect(await crawl.names(id)).toEqual(namesOf(crawl.registry.repositories));
  });

  it('settle what comes, goes and changes while they run', async () => {
    const crawl = newRegistry(numbered(6 * PAGE));
    const id = await crawl.integrate();
    await crawl.ended(id);
    let page = 0;
    crawl.registry.beforePage = () => {
      page++;
      crawl.registry.repositories = [
        // Before and behind where the walk is, some go and some come.
        ...crawl.registry.repositories.filter((_, at) => at % 7 !== page % 7),
        { name: `aaa/before-${page}` },
        { name: `zzz/behind-${page}`, description: 'As it came' },
      ];
    };
    await crawl.refresh(id);
    await crawl.ended(id);
    crawl.registry.beforePage = () => {};
    crawl.registry.repositories = crawl.registry.repositories.map(item => ({
      ...item,
      ...(item.description && { description: 'As it is now' }),
    }));
    await crawl.refresh(id);
    expect(await crawl.ended(id)).toMatchObject({
      state: 'finished',
      repositories: crawl.registry.repositories.length,
      complete: true,
    });
    expect(await crawl.names(id)).toEqual(namesOf(crawl.registry.repositories));
    const { body } = await portal.call(
      'marco',
      `GET /repositories?workspace=group:default/payments&integration=${id}&q=as+it`,
    );
    expect(
      body.items.map((item: RegistryRepository) => item.description),
    ).toEqual(
      crawl.registry.repositories.flatMap(
        ({ description }) => description ?? [],
      ),
    );
  });

  it('write nothing anew that is as it was', async () => {
    const crawl = newRegistry(numbered(2 * PAGE));
    const id = await crawl.integrate();
    await crawl.ended(id);
    crawl.registry.repositories[3] = {
      ...crawl.registry.repositories[3],
      description: 'Changed',
    };
    const rows = () =>
      knex('repositories').where({ integration_id: id }).count({ count: '*' });
    const written: string[] = [];
    const listen = ({ sql }: { sql: string }) => {
      if (
        /(?:insert into|update|delete from) .?repositor(?:ies|y_terms)\b/i.test(
          sql,
        )
      ) {
        written.push(sql);
      }
    };
    knex.on('query', listen);
    await crawl.refresh(id);
    await crawl.ended(id);
    knex.removeListener('query', listen);
    expect(written).toHaveLength(1);
    expect(Number((await rows())[0].count)).toBe(2 * PAGE);
  });

  it('say that the index is not complete beyond the limit, or where a name is too long', async () => {
    const many = newRegistry(numbered(1_010));
    many.registry.pageSize = 300;
    const id = await many.integrate();
    expect(await many.ended(id)).toMatchObject({
      state: 'finished',
      repositories: 1_000,
      complete: false,
    });
    expect((await many.search(id)).complete).toBe(false);

    const long = newRegistry([{ name: 'a'.repeat(256) }, { name: 'b' }]);
    const longId = await long.integrate();
    expect(await long.ended(longId)).toMatchObject({
      repositories: 1,
      complete: false,
    });
  });

  it('keep and mark what the registry no longer shows without calling it gone', async () => {
    const registry = registries.add('hiding.example.com', numbered(120));
    const people = atPortal(portal, 'hiding.example.com');
    const id = await people.integrate();
    expect(await people.ended(id)).toMatchObject({ complete: true });

    const [hidden, gone] = registry.repositories.map(({ name }) => name);
    registry.hidden.add(hidden);
    registry.repositories = registry.repositories.filter(
      ({ name }) => name !== gone,
    );
    await people.refresh(id);
    const index = await people.ended(id);
    expect(index).toMatchObject({
      state: 'finished',
      repositories: 119,
      complete: false,
      kept: 1,
      gaps: [
        {
          scope: { kind: 'registry' },
          code: 'HIDDEN',
          count: 1,
          message:
            'Some repositories of the registry are no longer listed, and the registry does not say that they are gone.',
          since: expect.any(String),
        },
      ],
    });
    const list = await people.search(id);
    expect(list.complete).toBe(false);
    expect(list.gaps).toMatchObject([{ code: 'HIDDEN', integrationId: id }]);
    expect(list.items.filter(item => item.keptSince)).toMatchObject([
      { name: hidden },
    ]);

    // The same again writes nothing, and tells since when.
    await people.refresh(id);
    const again = await people.ended(id);
    expect(again.gaps?.[0].since).toBe(index.gaps?.[0].since);

    const forgotten = await portal.call(
      'priya',
      `DELETE /integrations/${id}/kept-repositories`,
    );
    expect(forgotten.status).toBe(200);
    expect(forgotten.body.repositoryIndex).toMatchObject({ repositories: 118 });
    expect(forgotten.body.repositoryIndex.kept).toBeUndefined();
    expect(await people.names(id)).toEqual(
      namesOf(registry.repositories).filter(name => name !== hidden),
    );

    // What is shown again is as it was.
    registry.hidden.clear();
    await people.refresh(id);
    expect(await people.ended(id)).toMatchObject({
      complete: true,
      repositories: 119,
    });
    expect(await people.names(id)).toEqual(namesOf(registry.repositories));
  });

  it('keep what a refused project had, for so long as it is configured', async () => {
    const of = (project: string) =>
      numbered(60).map(({ name }) => ({ name: `${project}/${name}`, project }));
    const registry = registries.add('refusing.example.com', [
      ...of('open'),
      ...of('private'),
    ]);
    const people = atPortal(portal, 'refusing.example.com');
    const id = await people.integrate();
    await people.ended(id);

    registry.repositories = of('open');
    registry.gaps = [
      {
        scope: { kind: 'project', name: 'private' },
        code: 'REFUSED',
        message: 'The user may not list the repositories of private.',
        remedy: 'Add the permission.',
        permission: 'List Repository',
      },
    ];
    await people.refresh(id);
    expect(await people.ended(id)).toMatchObject({
      repositories: 120,
      kept: 60,
      complete: false,
      gaps: [{ code: 'REFUSED', count: 60, permission: 'List Repository' }],
    });

    const past = new Date(Date.now() - 31 * 24 * 60 * 60_000).toISOString();
    await knex('repositories')
      .where({ integration_id: id })
      .whereNotNull('kept_since')
      .update({ kept_since: past });
    await people.refresh(id);
    expect(await people.ended(id)).toMatchObject({
      repositories: 60,
      complete: false,
      gaps: [{ code: 'REFUSED' }],
    });
  });

  it('keep everything where the registry refuses the whole list', async () => {
    const registry = registries.add('closed.example.com', numbered(60));
    const people = atPortal(portal, 'closed.example.com');
    const id = await people.integrate();
    await people.ended(id);

    registry.beforePage = () => {
      throw new RegistryError('CATALOG_UNAVAILABLE', {
        message: 'The registry does not list its repositories to this user.',
        upstreamStatus: 403,
      });
    };
    await people.refresh(id);
    const index = await people.ended(id);
    expect(index).toMatchObject({
      state: 'failed',
      repositories: 60,
      complete: false,
      gaps: [{ scope: { kind: 'registry' }, code: 'REFUSED' }],
    });
    const list = await people.search(id);
    expect(list.items[0].keptSince).toBe(index.gaps?.[0].since);
    const { body } = await portal.call(
      'priya',
      `DELETE /integrations/${id}/kept-repositories`,
    );
    expect(body.repositoryIndex.repositories).toBe(0);
  });

  it('leave out what no client could pull, and count it', async () => {
    const registry = registries.add('odd.example.com', [
      ...numbered(2),
      ...['', 'a b', 'Team/App', '../../../etc/passwd', 'x'.repeat(300)].map(
        name => ({ name }),
      ),
    ]);
    registry.pageSize = 3;
    // The empty name comes first, and a page begins behind it.
    registry.repositories.sort((a, b) => (a.name < b.name ? -1 : 1));
    const people = atPortal(portal, 'odd.example.com');
    const id = await people.integrate();
    const index = await people.ended(id);
    expect(index).toMatchObject({
      repositories: 2,
      complete: false,
      gaps: [{ code: 'INVALID_NAMES', count: expect.any(Number) }],
    });
    expect(index.gaps?.[0].count).toBeGreaterThanOrEqual(4);
    expect(await people.names(id)).toEqual(namesOf(numbered(2)));
  });

  it('begin anew when the integration is changed on the way', async () => {
    const crawl = newRegistry(numbered(4 * PAGE));
    const release = holdAfter(crawl.registry, 2);
    const id = await crawl.integrate();
    await until(
      () => crawl.read(id),
      integration => integration.repositoryIndex.pages === 2,
    );
    const { etag = '' } = await crawl.read(id);
    const { status } = await portal.call(
      'priya',
      `PATCH /integrations/${id}?verify=false`,
      { repositoryFilter: ['team/**'] },
      { 'If-Match': etag },
    );
    expect(status).toBe(200);
    const asked: string[] = [];
    release();
    crawl.registry.beforePage = from => {
      asked.push(from);
    };
    await until(
      () => crawl.read(id),
      ({ repositoryIndex }) => repositoryIndex.state === 'finished',
    );
    expect(asked).toContain('');
    expect(await crawl.names(id)).toHaveLength(4 * PAGE);
  });

  it('leave nothing of an integration that is removed, not even half way', async () => {
    const crawl = newRegistry(numbered(10 * PAGE));
    const release = holdAfter(crawl.registry, 5);
    const id = await crawl.integrate();
    const { etag = '' } = await until(
      () => crawl.read(id),
      integration => integration.repositoryIndex.pages === 5,
    );
    const { status } = await portal.call(
      'priya',
      `DELETE /integrations/${id}`,
      undefined,
      { 'If-Match': etag },
    );
    expect(status).toBe(204);
    release();
    const left = async () => {
      const counts: number[] = [];
      for (const table of ['repositories', 'repository_terms', 'crawls']) {
        const [{ count }] = await knex(table)
          .where({ integration_id: id })
          .count({ count: '*' });
        counts.push(Number(count));
      }
      return counts.join();
    };
    expect(await until(left, counts => counts === '0,0,0')).toBe('0,0,0');
  });
});

it('never walks one registry twice at once, with two replicas on one PostgreSQL', async () => {
  const registries = new ListedRegistries();
  const registry = registries.add('shared.example.com', numbered(8 * PAGE));
  registry.pageSize = PAGE;
  registry.beforePage = () => new Promise(resolve => setTimeout(resolve, 5));
  const knex = await databases.init('POSTGRES_15');
  const second = knexFactory(knex.client.config);
  const portals: TestPortal[] = [];
  for (const own of [knex, second]) {
    portals.push(
      await startPortal({
        knex: own,
        features: [registries.feature],
        settings: { limits: { connectionTestsPerMinute: 10_000 } },
      }),
    );
  }
  const [one, other] = portals.map(portal =>
    atPortal(portal, 'shared.example.com'),
  );
  const id = await one.integrate();
  for (let round = 0; round < 25; round++) {
    const by = [one, other, one, other];
    await Promise.all(by.map(people => people.refresh(id)));
    if (round % 5 === 4) {
      // Stopped through the replica that may not be the one that crawls.
      await by[round % 4].cancel(id);
    }
  }
  await until(
    async () => registry.walks,
    walks => walks === 0,
  );
  await one.refresh(id);
  await other.ended(id);
  expect(registry.mostWalks).toBe(1);
  expect(await other.names(id)).toEqual(namesOf(registry.repositories));
  for (const portal of portals) {
    await portal.stop();
  }
  await second.destroy();
});
