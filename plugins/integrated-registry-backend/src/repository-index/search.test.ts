import { RepositoryGlobs } from 'backstage-plugin-integrated-registry-common';
import { remove } from '../__testUtils__/change';
import { TestPortal } from '../__testUtils__/startPortal';
import { crawled } from '../__testUtils__/integrate';
import { longestFirst, main, queries } from './__testUtils__/searchCorpus';
import { nameOf, searchPlainly } from './__testUtils__/searchPlainly';
import { keyOf, useSearch } from './__testUtils__/useSearch';

const kinds = [
  ['SQLite', 'SQLITE_3'],
  ['PostgreSQL', 'POSTGRES_15'],
] as const;

describe.each(kinds)('repository search on %s', (_, id) => {
  const { scene, startReplica, search, searchAll } = useSearch(id);

  it.each(longestFirst)('finds all that has %j in it, in order', async q => {
    const wanted = searchPlainly(q, scene.everything);
    expect(await searchAll({ q, limit: 200 })).toEqual(wanted);
    // However it is cut into pages.
    const [limit, length] = wanted.length > 200 ? [150, 600] : [3, 30];
    const pages: string[] = [];
    let page = await search({ q, limit });
    pages.push(...page.items.map(keyOf));
    while (page.nextCursor && pages.length < length) {
      page = await search({ q, limit, cursor: page.nextCursor });
      pages.push(...page.items.map(keyOf));
    }
    expect(pages).toEqual(wanted.slice(0, pages.length));
  });

  it.each([
    'payments/*,zeta/**',
    'batch/observer-00*,payments/pay,batch/*-spare',
    'shop/**,nginx,spare/*',
  ])('finds what %s allows of each query, in order', async repositories => {
    const globs = RepositoryGlobs.create(repositories.split(','));
    const allowed = scene.everything.filter(({ name }) => globs.matches(name));
    for (const q of [
      '',
      'a',
      'o',
      'ob',
      'api',
      'gateway api',
      'er-1',
      '100%',
    ]) {
      expect([q, await searchAll({ q, limit: 30, repositories })]).toEqual([
        q,
        searchPlainly(q, allowed),
      ]);
    }
  });

  it.each(queries)('tells of %j how many there are, or nothing', async q => {
    const { length } = searchPlainly(q, scene.everything);
    const { totalItems = length, nextCursor } = await search({ q, limit: 20 });
    expect(totalItems).toBe(length);
    expect(nextCursor === undefined).toBe(length <= 20);
  });

  it.each([
    'payments/api-gateway',
    'observer-0017',
    'batch observer-11',
    'shop "good" api',
    'dots.and/a.b',
    'überall 🐳',
    'nosuchthing',
  ])('finds the same while %j is typed and taken back', async phrase => {
    const typed = [...phrase].map((_key, at, keys) =>
      keys.slice(0, at + 1).join(''),
    );
    for (const q of [...typed, ...typed.reverse()]) {
      const { items, totalItems, nextCursor } = await search({ q, limit: 5 });
      const wanted = searchPlainly(q, scene.everything);
      expect({ q, found: items.map(keyOf) }).toEqual({
        q,
        found: wanted.slice(0, 5),
      });
      expect(totalItems ?? wanted.length).toBe(wanted.length);
      const next =
        nextCursor === undefined
          ? []
          : (await search({ q, limit: 5, cursor: nextCursor })).items;
      expect(next.map(keyOf)).toEqual(wanted.slice(5, 10));
    }
  });

  it('has exact names first, then beginnings, then words, then the rest', async () => {
    const { items } = await search({ q: 'api', limit: 20 });
    expect(items.map(({ name }) => name)).toEqual([
      'api',
      'payments/api',
      'payments/api',
      'zeta/api',
      'payments/api-gateway',
      'apiary/app',
      'shop/storefront',
      'tools/api/v2',
      'tools/rapid',
    ]);
  });

  it('narrows to an integration, a project, a type', async () => {
    const of = async (query: Record<string, string>) =>
      (await searchAll({ ...query, limit: 200 })).length;
    expect(await of({ integration: scene.idOf.Main })).toBe(main.length);
    expect(await of({ integration: scene.idOf.Main, q: 'api' })).toBe(7);
    expect(await of({ integration: scene.idOf.Hidden })).toBe(0);
    const several = [
      scene.idOf.Main,
      scene.idOf.Other,
      scene.idOf.Hidden,
    ].join();
    expect(await of({ integration: several, q: 'api' })).toBe(9);
    expect(await of({ project: 'docker-local' })).toBe(2);
    expect(await of({ project: 'docker-local', q: 'n' })).toBe(1);
    expect(await of({ project: 'docker-local', q: 'gin' })).toBe(1);
    expect(await of({ project: 'docker-local', q: 'i' })).toBe(2);
    expect(await of({ project: 'docker' })).toBe(0);
    expect(await of({ type: 'listed', q: 'api' })).toBe(9);
    expect(await of({ type: 'docker' })).toBe(0);
  });

  it('finds nothing of other workspaces', async () => {
    expect(await searchAll({ q: 'secret' })).toEqual([]);
    expect(
      scene.everything.map(({ integration }) => integration),
    ).not.toContain(scene.idOf.Hidden);
  });

  it('keeps its place while repositories come and go', async () => {
    const refreshed = async () => {
      await scene.portal.call(
        'olivia',
        `POST /integrations/${scene.idOf.Main}/refresh`,
      );
      await crawled(scene.portal, scene.idOf.Main);
    };
    const withoutThose = (shown: string[]) =>
      main.filter(({ name }) => !shown.includes(nameOf(scene.idOf.Main, name)));
    const withoutMain = (shown: string[]) =>
      shown.filter(name => !name.startsWith(`${scene.idOf.Main} `));
    for (const q of ['', 'api', 'p']) {
      const wanted = searchPlainly(q, scene.everything);
      const first = await search({ q, limit: 5 });
      const shown = first.items.map(keyOf);
      // The last one shown goes, and another comes before it.
      scene.registry.repositories = [
        ...withoutThose(shown),
        { name: 'aaa/api' },
      ];
      await refreshed();
      // What was searched a moment ago is not remembered beyond that.
      const again = (await search({ q, limit: 5 })).items.map(keyOf);
      expect(again.filter(name => shown.includes(name))).toEqual(
        withoutMain(shown),
      );
      const rest = await search({
        q,
        limit: 10,
        cursor: first.nextCursor ?? '',
      });
      expect(
        rest.items.map(keyOf).filter(name => !name.endsWith(' aaa/api')),
      ).toEqual(
        wanted.slice(
          5,
          5 + rest.items.filter(({ name }) => name !== 'aaa/api').length,
        ),
      );
      scene.registry.repositories = [...main];
      await refreshed();
    }
    expect(await searchAll({ q: 'api' })).toEqual(
      searchPlainly('api', scene.everything),
    );
  });

  it('has what the workspace used last before all else, and once', async () => {
    const use = (reference: string) =>
      scene.portal.call('marco', 'POST /image-uses', {
        workspace: 'group:default/payments',
        reference,
        usedBy: `component:default/${reference.replace(/\W/g, '-')}`,
      });
    await use('main.example.com/tools/rapid:1');
    await use('other.example.com/zeta/api:1');
    await use('main.example.com/redis:7');

    const used = ['redis', 'zeta/api', 'tools/rapid'];
    for (const limit of [2, 4, 50]) {
      const names: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await search({ limit, ...(cursor && { cursor }) });
        names.push(...page.items.map(keyOf));
        cursor = page.nextCursor;
      } while (cursor !== undefined && names.length < 100);
      expect(names.slice(0, 3).map(name => name.split(' ')[1])).toEqual(used);
      expect(new Set(names).size).toBe(names.length);
    }
    // Among them what matches best is first.
    const found = (await searchAll({ q: 'api', limit: 4 })).map(
      name => name.split(' ')[1],
    );
    expect(found.slice(0, 3)).toEqual(['zeta/api', 'tools/rapid', 'api']);
    expect([...found].sort()).toEqual(
      searchPlainly('api', scene.everything)
        .map(name => name.split(' ')[1])
        .sort(),
    );
  });

  it.each([
    'nonsense',
    Buffer.from('["9","\\u0000","","","x"]').toString('base64url'),
  ])('refuses the cursor %s', async cursor => {
    const { status, body } = await scene.portal.call(
      'marco',
      `GET /repositories?workspace=group:default/payments&cursor=${cursor}`,
    );
    expect(status).toBe(400);
    expect(body.error.message).toMatch(/cursor is not one of this list/);
  });

  it('finds nothing more of what was removed, at once and on other replicas soon', async () => {
    const replica = await startReplica();
    try {
      const { body } = await scene.portal.call('priya', 'POST /integrations', {
        workspace: 'group:default/payments',
        type: 'listed',
        name: 'Late',
        url: 'https://late.example.com',
      });
      const foundBy = async (which: TestPortal) =>
        (await search({ q: 'late/' }, which)).items.map(({ name }) => name);
      for (const which of [scene.portal, replica]) {
        while ((await foundBy(which)).length === 0) {
          await new Promise(resolve => setTimeout(resolve, 20));
        }
      }
      await remove(scene.portal, body.id);
      expect(await foundBy(scene.portal)).toEqual([]);
      while ((await foundBy(replica)).length > 0) {
        await new Promise(resolve => setTimeout(resolve, 20));
      }
    } finally {
      await replica.stop();
    }
  });
});
