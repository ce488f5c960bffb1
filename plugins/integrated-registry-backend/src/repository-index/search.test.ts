import { TestDatabases } from '@backstage/backend-test-utils';
import {
  Integration,
  Repository,
  RepositoryList,
} from 'backstage-plugin-integrated-registry-common';
import { RegistryRepository } from 'backstage-plugin-integrated-registry-node';
import { Knex } from 'knex';
import {
  ListedRegistries,
  ListedRegistry,
} from '../__testUtils__/ListedRegistries';
import { startPortal, TestPortal } from '../__testUtils__/startPortal';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

/** As where a role may not install extensions. */
async function forbidExtensions(knex: Knex) {
  await knex.raw(`CREATE FUNCTION forbid() RETURNS event_trigger LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'permission denied'; END $$`);
  await knex.raw(`CREATE EVENT TRIGGER forbid_extensions ON ddl_command_start
    WHEN TAG IN ('CREATE EXTENSION') EXECUTE FUNCTION forbid()`);
}

const kinds = [
  ['SQLite', 'SQLITE_3', async () => {}, undefined],
  ['PostgreSQL with pg_trgm', 'POSTGRES_15', async () => {}, true],
  ['PostgreSQL without pg_trgm', 'POSTGRES_15', forbidExtensions, false],
] as const;

const named = (...names: string[]) => names.map(name => ({ name }));

/** Many of a kind, so that no database can gather and sort them all. */
const plenty: RegistryRepository[] = Array.from({ length: 1_200 }, (_, at) => ({
  name: `batch/observer-${String(at).padStart(4, '0')}`,
}));

const main: RegistryRepository[] = [
  ...named(
    'payments/api',
    'payments/api-gateway',
    'payments/gateway',
    'payments/pay',
    'api',
    'tools/rapid',
    'tools/api/v2',
    'apiary/app',
    'app/app/app',
    'mixed/case',
    'under_score/a_b',
    'axb',
    'dots.and/a.b',
    'deep/er/and/deeper/still-deeper',
  ),
  {
    name: 'shop/storefront',
    project: 'shop',
    description: 'The API of the shop: 100% "good", isn’t it? \\o/',
  },
  {
    name: 'shop/anywhere',
    project: 'shop',
    description: 'Überall: Größe ÄÖÜ 画像 🐳',
  },
  { name: 'nginx', project: 'docker-local', description: 'line\nbreak' },
  { name: 'redis', project: 'docker-local' },
];

const queries = [
  ...['', ' ', 'a', 'p', 'z', 'ap', 'pi', 'qz', 'api', 'API', 'Api '],
  ...['pay', 'payments/', 'payments/api', 'gateway', 'ateway', 'still', 'eper'],
  ...[
    '%',
    '_',
    'a_b',
    'a.b',
    'a%b',
    '\\',
    '\\o/',
    "'",
    '"',
    '"good"',
    '’',
    '?',
  ],
  ...['100%', 'ü', 'Ü', 'über', 'ÜBERALL', 'größe', 'äöü', '画', '画像', '🐳'],
  ...['u\u0308ber', 'api pay', 'pay api', 'gateway api', 'shop api', 'a b c'],
  ...['app', 'case', 'MIXED', 'docker', 'local', 'nginx docker', 'break'],
  ...['o', 'ob', 'obs', 'observer-00', 'bserv', 'er-1', 'batch 14', 'erv 09'],
  ...['nosuchthing', '*', '(', 'OR', 'NOT api', 'api OR nginx', 'a AND b', ':'],
];

/** What was typed before is remembered; this way round, all is looked up. */
const longestFirst = [...queries].sort((a, b) => b.length - a.length);

const other = [...named('payments/api', 'zeta/api', 'redis'), ...plenty];

/** More registries than fill a page evenly: most of what comes first is of one of them. */
const spares = ['Spare 1', 'Spare 2', 'Spare 3', 'Spare 4'];
const spare = named('batch/observer-0002-spare', 'spare/observer', 'spare/z');

interface Known extends RegistryRepository {
  integration: string;
}

const nameOf = (integration: string, name: string) => `${integration} ${name}`;

/** The same as plainly as it can be said: all of it, looked through and sorted. */
function expected(q: string, everything: readonly Known[]): string[] {
  const read = (text = '') => text.normalize('NFC').toLowerCase();
  const words = read(q).split(/\s+/).filter(Boolean);
  const keyOf = ({ name, project, integration }: Known) => {
    const [whole, last] = [read(name), read(name.split('/').at(-1))];
    const starts = (text: string) =>
      [...text.matchAll(/(?<![\p{L}\p{N}])[\p{L}\p{N}].*$/gu)].flatMap(
        ({ 0: rest }) => [
          rest,
          ...[...rest.matchAll(/[^\p{L}\p{N}](?=([\p{L}\p{N}].*$))/gu)].map(
            match => match[1],
          ),
        ],
      );
    const begins = (terms: string[]) =>
      terms.filter(term => term.startsWith(words[0] ?? '')).sort()[0];
    const first = words.length > 0 ? begins([whole, last]) : '';
    const second = begins([
      ...starts(whole),
      ...(whole.startsWith(read(project)) ? [] : starts(read(project))),
    ]);
    if (first !== undefined) {
      return ['1', first, name, integration];
    }
    return second === undefined
      ? ['3', integration, name]
      : ['2', second, name, integration];
  };
  return everything
    .filter(({ name, project, description }) =>
      words.every(word =>
        [name, project, description].some(text => read(text).includes(word)),
      ),
    )
    .map(known => ({ known, key: keyOf(known) }))
    .sort((a, b) => {
      const at = a.key.findIndex((part, index) => part !== b.key[index]);
      return at < 0 || a.key[at] < b.key[at] ? -1 : 1;
    })
    .map(({ known }) => nameOf(known.integration, known.name));
}

function hostOf(spareName: string): string {
  return `${spareName.replace(' ', '-').toLowerCase()}.example.com`;
}

/** Configured, so that their ids are the same everywhere. */
const integrations = [
  ['group:default/payments', 'Main', 'main.example.com'],
  ['group:default/payments', 'Other', 'other.example.com'],
  ...spares.map(name => ['group:default/payments', name, hostOf(name)]),
  ['group:default/storefront', 'Hidden', 'hidden.example.com'],
].map(([workspace, name, host]) => ({
  workspace,
  type: 'listed',
  name,
  url: `https://${host}`,
}));

async function open(
  databaseId: 'SQLITE_3' | 'POSTGRES_15',
  prepare: (knex: Knex) => Promise<void>,
) {
  const knex = await databases.init(databaseId);
  await prepare(knex);
  const registries = new ListedRegistries();
  const registry = registries.add('main.example.com', [...main]);
  registries.add('other.example.com', other);
  for (const name of spares) {
    registries.add(hostOf(name), spare);
  }
  registries.add('late.example.com', named('late/arrival'));
  registries.add('hidden.example.com', named('api', 'secret/api'));
  const start = () =>
    startPortal({
      knex,
      features: [registries.feature],
      settings: { integrations },
    });
  return { knex, portal: await start(), registry, start };
}

describe.each(kinds)('repository search on %s', (_, id, prepare, trigrams) => {
  let knex: Knex;
  let portal: TestPortal;
  let registry: ListedRegistry;
  let startReplica: () => Promise<TestPortal>;
  let everything: Known[];
  let idOf: Record<string, string>;

  beforeAll(async () => {
    ({ knex, portal, registry, start: startReplica } = await open(id, prepare));
    for (;;) {
      const { body } = await portal.call('olivia', 'GET /integrations');
      const states: string[] = body.items.map(
        (item: Integration) => item.repositoryIndex.state,
      );
      if (states.every(state => state === 'finished')) {
        idOf = Object.fromEntries(
          body.items.map((item: Integration) => [item.name, item.id]),
        );
        break;
      }
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    everything = [
      ...main.map(item => ({ ...item, integration: idOf.Main })),
      ...other.map(item => ({ ...item, integration: idOf.Other })),
      ...spares.flatMap(name =>
        spare.map(item => ({ ...item, integration: idOf[name] })),
      ),
    ];
  }, 300_000);

  afterAll(() => portal?.stop());

  async function search(
    query: Record<string, string | number>,
    replica = portal,
  ) {
    const parameters = new URLSearchParams({
      workspace: 'group:default/payments',
      ...Object.fromEntries(
        Object.entries(query).map(([name, value]) => [name, String(value)]),
      ),
    });
    const { status, body } = await replica.call(
      'marco',
      `GET /repositories?${parameters}`,
    );
    expect(status).toBe(200);
    return body as RepositoryList;
  }

  const keyOf = ({ integrationId, name }: Repository) =>
    nameOf(integrationId, name);

  async function searchAll(query: Record<string, string | number>) {
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await search({ ...query, ...(cursor && { cursor }) });
      found.push(...page.items.map(keyOf));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    return found;
  }

  it('is made for what the database has', async () => {
    const found =
      trigrams === undefined
        ? { rows: [{ found: undefined }] }
        : await knex.raw(
            "SELECT to_regclass('repositories_trigram_idx') IS NOT NULL AS found",
          );
    expect(found.rows).toEqual([{ found: trigrams }]);
  });

  it.each(longestFirst)('finds all that has %j in it, in order', async q => {
    const wanted = expected(q, everything);
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

  it.each(queries)('tells of %j how many there are, or nothing', async q => {
    const { length } = expected(q, everything);
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
      const wanted = expected(q, everything);
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
      'tools/api/v2',
      'shop/storefront',
      'tools/rapid',
    ]);
  });

  it('narrows to an integration, a project, a type', async () => {
    const of = async (query: Record<string, string>) =>
      (await searchAll({ ...query, limit: 200 })).length;
    expect(await of({ integration: idOf.Main })).toBe(main.length);
    expect(await of({ integration: idOf.Main, q: 'api' })).toBe(7);
    expect(await of({ integration: idOf.Hidden })).toBe(0);
    const several = [idOf.Main, idOf.Other, idOf.Hidden].join();
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
    expect(everything.map(({ integration }) => integration)).not.toContain(
      idOf.Hidden,
    );
  });

  it('keeps its place while repositories come and go', async () => {
    const refreshed = async () => {
      await portal.call('olivia', `POST /integrations/${idOf.Main}/refresh`);
      for (;;) {
        const { body } = await portal.call(
          'olivia',
          `GET /integrations/${idOf.Main}`,
        );
        if (body.repositoryIndex.state === 'finished') {
          return;
        }
        await new Promise(resolve => setTimeout(resolve, 20));
      }
    };
    const withoutThose = (shown: string[]) =>
      main.filter(({ name }) => !shown.includes(nameOf(idOf.Main, name)));
    const withoutMain = (shown: string[]) =>
      shown.filter(name => !name.startsWith(`${idOf.Main} `));
    for (const q of ['', 'api', 'p']) {
      const wanted = expected(q, everything);
      const first = await search({ q, limit: 5 });
      const shown = first.items.map(keyOf);
      // The last one shown goes, and another comes before it.
      registry.repositories = [...withoutThose(shown), { name: 'aaa/api' }];
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
      registry.repositories = [...main];
      await refreshed();
    }
    expect(await searchAll({ q: 'api' })).toEqual(expected('api', everything));
  });

  it('finds the same where no connection knows its statements any more', async () => {
    // Texts that nobody has searched, in pages as large as before, over all connections.
    const searchFor = (letters: string) =>
      Promise.all(
        [...letters].map(async letter => {
          const q = `${letter}.`;
          expect(await searchAll({ q, limit: 200 })).toEqual(
            expected(q, everything),
          );
        }),
      );
    await searchFor('bcdfghjklmno');
    if (trigrams !== undefined) {
      // As where a pooler has given them all to somebody else.
      await Promise.all(
        Array.from({ length: knex.client.pool.max }, () =>
          knex.raw('DEALLOCATE ALL; SELECT pg_sleep(0.5)'),
        ),
      );
    }
    await searchFor('pqrstuvwxyz');
  });

  it('has what the workspace used last before all else, and once', async () => {
    const use = (reference: string) =>
      portal.call('marco', 'POST /image-uses', {
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
      expected('api', everything)
        .map(name => name.split(' ')[1])
        .sort(),
    );
  });

  it.each([
    'nonsense',
    Buffer.from('["9","\\u0000","","","x"]').toString('base64url'),
  ])('refuses the cursor %s', async cursor => {
    const { status, body } = await portal.call(
      'marco',
      `GET /repositories?workspace=group:default/payments&cursor=${cursor}`,
    );
    expect(status).toBe(400);
    expect(body.error.message).toMatch(/cursor is not one of this list/);
  });

  it('finds nothing more of what was removed, at once and on other replicas soon', async () => {
    const replica = await startReplica();
    try {
      const { body } = await portal.call('priya', 'POST /integrations', {
        workspace: 'group:default/payments',
        type: 'listed',
        name: 'Late',
        url: 'https://late.example.com',
      });
      const foundBy = async (which: TestPortal) =>
        (await search({ q: 'late/' }, which)).items.map(({ name }) => name);
      for (const which of [portal, replica]) {
        while ((await foundBy(which)).length === 0) {
          await new Promise(resolve => setTimeout(resolve, 20));
        }
      }
      const { body: late } = await portal.call(
        'priya',
        `GET /integrations/${body.id}`,
      );
      await portal.call('priya', `DELETE /integrations/${body.id}`, undefined, {
        'If-Match': late.etag,
      });
      expect(await foundBy(portal)).toEqual([]);
      while ((await foundBy(replica)).length > 0) {
        await new Promise(resolve => setTimeout(resolve, 20));
      }
    } finally {
      await replica.stop();
    }
  });
});
