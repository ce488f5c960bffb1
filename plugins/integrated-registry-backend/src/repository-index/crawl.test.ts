import {
  RegistryError,
  RegistryRepository,
} from 'backstage-plugin-integrated-registry-node';
import knexFactory from 'knex';
import { databases } from '../__testUtils__/databases';
import { ListedRegistries } from '../__testUtils__/ListedRegistries';
import { startPortal, TestPortal } from '../__testUtils__/startPortal';
import { until } from '../__testUtils__/until';
import {
  atPortal,
  namesOf,
  numbered,
  PAGE,
  useCrawls,
} from './__testUtils__/useCrawls';

// The machine may be busy, and crawls tell how far they are once a second.
jest.setTimeout(40_000);

describe.each(databases.eachSupportedId())('crawls on %s', databaseId => {
  const { scene, newRegistry, holdAfter } = useCrawls(databaseId);

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
    const { body } = await scene.portal.call(
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
      scene
        .knex('repositories')
        .where({ integration_id: id })
        .count({ count: '*' });
    const written: string[] = [];
    const listen = ({ sql }: { sql: string }) => {
      if (/(?:insert into|update|delete from) .?repositor/i.test(sql)) {
        written.push(sql);
      }
    };
    scene.knex.on('query', listen);
    await crawl.refresh(id);
    await crawl.ended(id);
    scene.knex.removeListener('query', listen);
    // The one that differs, and that something does.
    expect(written).toHaveLength(2);
    expect(Number((await rows())[0].count)).toBe(2 * PAGE);
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
    const { status } = await scene.portal.call(
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
    const { status } = await scene.portal.call(
      'priya',
      `DELETE /integrations/${id}`,
      undefined,
      { 'If-Match': etag },
    );
    expect(status).toBe(204);
    release();
    const left = async () => {
      const counts: number[] = [];
      for (const table of ['repositories', 'repository_revisions', 'crawls']) {
        const [{ count }] = await scene
          .knex(table)
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
