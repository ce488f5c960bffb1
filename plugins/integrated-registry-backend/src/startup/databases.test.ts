import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describeWithPrograms } from 'registry-simulator';
import {
  connectReplica,
  connectSqlite,
  prepare,
  Replica,
  Server,
  Setting,
  startServer,
} from '../__testUtils__/databaseSettings';
import { crawled } from '../__testUtils__/integrate';
import { ListedRegistries } from '../__testUtils__/ListedRegistries';
import { startPortal, TestPortal } from '../__testUtils__/startPortal';

const DOCUMENT = resolve(__dirname, '../../../../docs/operate.md');
const BEGIN = '<!-- The table is written by the tests; do not edit it. -->';
const END = '<!-- End of the table. -->';

jest.setTimeout(120_000);

const TRGM_ELSEWHERE = [
  'CREATE SCHEMA extensions',
  'CREATE EXTENSION pg_trgm SCHEMA extensions',
];
const isolation = (level: string) => [
  `ALTER ROLE ROLE_ SET default_transaction_isolation = '${level}'`,
];

const settings: Setting[] = [
  { title: 'PostgreSQL, a database for each plugin' },
  { title: '`pluginDivisionMode: schema`', schema: true },
  { title: 'PgBouncer, transaction mode', pooler: 'transaction' },
  {
    title: 'PgBouncer, session mode, `pluginDivisionMode: schema`',
    pooler: 'session',
    schema: true,
  },
  { title: 'A pool of one connection', pool: 1 },
  {
    title: 'PgBouncer, transaction mode, a pool of one connection',
    pooler: 'transaction',
    pool: 1,
  },
  {
    title:
      '`statement_timeout`, `lock_timeout` and `idle_in_transaction_session_timeout` of 5 s',
    statements: [
      'statement_timeout',
      'lock_timeout',
      'idle_in_transaction_session_timeout',
    ].map(name => `ALTER ROLE ROLE_ SET ${name} = '5s'`),
  },
  {
    title: '`default_transaction_isolation: repeatable read`',
    statements: isolation('repeatable read'),
  },
  {
    title: '`default_transaction_isolation: serializable`',
    statements: isolation('serializable'),
  },
  {
    title: '`default_transaction_isolation: serializable`, a pool of one',
    statements: isolation('serializable'),
    pool: 1,
  },
  {
    title: 'Collation C',
    database: "TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'",
  },
  {
    title: 'Collation of ICU that leaves out punctuation (`en-u-ka-shifted`)',
    database:
      "TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en-u-ka-shifted'",
  },
  {
    title: 'A role that may not create extensions',
    owner: 'postgres',
    index: 'missing',
  },
  {
    title: '`pg_trgm` in another schema, with `USAGE` for the role',
    owner: 'postgres',
    statements: [
      ...TRGM_ELSEWHERE,
      'GRANT USAGE ON SCHEMA extensions TO ROLE_',
    ],
  },
  {
    title: '`pg_trgm` in another schema, without `USAGE`',
    owner: 'postgres',
    statements: TRGM_ELSEWHERE,
    index: 'missing',
  },
  {
    title:
      'A role that takes on the owner of the tables (`ALTER ROLE … SET role`)',
    statements: [
      'CREATE ROLE owner_of_DB_ ROLE ROLE_',
      'ALTER DATABASE DB_ OWNER TO owner_of_DB_',
      'GRANT CREATE ON SCHEMA public TO owner_of_DB_',
      // What is made at start belongs to the other role.
      'ALTER ROLE ROLE_ SET role = owner_of_DB_',
    ],
  },
];

const YES = 'yes';
const NO_INDEX = 'Search has no index';
const names = Array.from(
  { length: 120 },
  (_, at) => `team-${at % 7}/back-end_${String(at).padStart(3, '0')}`,
);

interface Row {
  title: string;
  start: string;
  crawl: string;
  search: string;
  writes: string;
}

function asWanted(title: string, index: Setting['index']) {
  return {
    row: {
      title,
      start: YES,
      crawl: YES,
      search: index === 'missing' ? 'yes, without the index' : YES,
      writes: YES,
    },
    others: [],
  };
}

/** What portals on one database do, at once where there are several. */
async function measure(
  title: string,
  replicas: readonly Replica[],
): Promise<{ row: Row; warnings: string[] }> {
  const registries = new ListedRegistries();
  const registry = registries.add(
    'listed.example.com',
    names.map(name => ({ name })),
  );
  registry.pageSize = 25;
  const started = await Promise.allSettled(
    replicas.map(({ knex }) =>
      startPortal({ knex, features: [registries.feature] }),
    ),
  );
  const portals = started.flatMap(one =>
    one.status === 'fulfilled' ? [one.value] : [],
  );
  const refused = started.flatMap(one =>
    one.status === 'rejected' ? [String(one.reason)] : [],
  );
  try {
    expect(refused).toEqual([]);
    const at = (count: number) => portals[count % portals.length];
    const row = {
      title,
      start: YES,
      crawl: await crawl(at),
      search: await search(at),
      writes: await write(at),
    };
    const warnings = portals.flatMap(({ logged }) =>
      logged.filter(line => /^(warn|error) /.test(line)),
    );
    return { row, warnings };
  } finally {
    for (const portal of portals) {
      await portal.stop();
    }
  }
}

type At = (count: number) => TestPortal;

async function crawl(at: At): Promise<string> {
  const { status, body } = await at(0).call(
    'priya',
    'POST /integrations?verify=false',
    {
      workspace: 'group:default/payments',
      type: 'listed',
      name: 'Registry',
      url: 'https://listed.example.com',
    },
  );
  expect([status, body]).toEqual([201, expect.anything()]);
  // All replicas are asked for one crawl at once.
  await Promise.all(
    [0, 1].map(count =>
      at(count).call('priya', `POST /integrations/${body.id}/refresh`),
    ),
  );
  const { repositoryIndex } = await crawled(at(1), body.id);
  expect(repositoryIndex).toMatchObject({
    state: 'finished',
    repositories: names.length,
    complete: true,
  });
  return YES;
}

/** By the starts of words, by what is in the middle of them, page by page and in order. */
async function search(at: At): Promise<string> {
  for (const q of ['', 'team-3', 'back', 'ack-end_01', 'am-5']) {
    const expected = names.filter(name => name.includes(q)).sort();
    if (q === 'back') {
      // By what begins with the word: the number behind the last slash is each one's own.
      expected.sort((a, b) => (a.slice(-3) < b.slice(-3) ? -1 : 1));
    }
    for (const count of [0, 1]) {
      const found: string[] = [];
      let cursor = '';
      do {
        const { status, body } = await at(count).call(
          'marco',
          `GET /repositories?workspace=group:default/payments&limit=9&q=${encodeURIComponent(
            q,
          )}${cursor && `&cursor=${cursor}`}`,
        );
        expect([status, body]).toEqual([200, expect.anything()]);
        found.push(...body.items.map((item: { name: string }) => item.name));
        cursor = body.nextCursor ?? '';
      } while (cursor);
      expect([q, found]).toEqual([q, expected]);
    }
  }
  return YES;
}

/** Twelve uses of one component, six changes of one integration, checks and a crawl, all at once. */
async function write(at: At): Promise<string> {
  const use = (count: number) =>
    at(count).call('marco', 'POST /image-uses', {
      workspace: 'group:default/payments',
      reference: `listed.example.com/${names[0]}:1.${count}`,
      usedBy: 'component:default/shop',
    });
  const {
    body: { items },
  } = await at(0).call(
    'priya',
    'GET /integrations?workspace=group:default/payments',
  );
  const [{ id }] = items;
  const { body: before } = await at(0).call('priya', `GET /integrations/${id}`);
  const [uses, changes, refreshed] = await Promise.all([
    Promise.all(Array.from({ length: 12 }, (_, count) => use(count))),
    Promise.all(
      Array.from({ length: 6 }, (_, count) =>
        at(count).call(
          'priya',
          `PATCH /integrations/${id}`,
          { description: `Change ${count}` },
          { 'If-Match': before.etag },
        ),
      ),
    ),
    Promise.all(
      [0, 1].map(count =>
        at(count).call('priya', `POST /integrations/${id}/refresh`),
      ),
    ),
  ]);
  expect(uses.map(({ status }) => status)).toEqual(uses.map(() => 201));
  expect(changes.map(({ status }) => status).sort()).toEqual([
    200, 409, 409, 409, 409, 409,
  ]);
  expect(refreshed.map(({ status }) => status)).toEqual([202, 202]);
  const { body: list } = await at(1).call(
    'marco',
    'GET /image-uses?workspace=group:default/payments',
  );
  expect(list.items).toHaveLength(1);
  expect((await crawled(at(0), id)).repositoryIndex).toMatchObject({
    state: 'finished',
    repositories: names.length,
  });
  return YES;
}

describeWithPrograms(
  describe,
  ['postgres', 'initdb', 'pgbouncer'],
  'databases as administrators set them',
  () => {
    let server: Server;
    let directory: string;
    const rows: Row[] = [];

    beforeAll(async () => {
      server = await startServer();
      directory = await mkdtemp(join(tmpdir(), 'databases-'));
    });

    afterAll(async () => {
      await server?.stop();
      await rm(directory, { recursive: true, force: true });
    });

    async function note(title: string, replicas: readonly Replica[]) {
      try {
        const { row, warnings } = await measure(title, replicas);
        row.search = warnings.some(line => line.includes(NO_INDEX))
          ? 'yes, without the index'
          : YES;
        rows.push(row);
        const others = warnings.filter(line => !line.includes(NO_INDEX));
        return { row, others };
      } finally {
        await Promise.all(replicas.map(replica => replica.close()));
      }
    }

    it.each(settings.map((setting, number) => ({ ...setting, number })))(
      'two replicas start, crawl, search and write at once: $title',
      async ({ number, ...setting }) => {
        const database = await prepare(server, setting, number);
        const replicas = await Promise.all([
          connectReplica(database),
          connectReplica(database),
        ]);
        expect(await note(setting.title, replicas)).toEqual(
          asWanted(setting.title, setting.index),
        );
      },
    );

    it.each([
      { title: 'SQLite, one replica', fts5: true },
      {
        title: 'SQLite without FTS5, one replica',
        fts5: false,
        index: 'missing' as const,
      },
    ])('one replica does so: $title', async ({ title, fts5, index }) => {
      expect(await note(title, [connectSqlite(directory, fts5)])).toEqual(
        asWanted(title, index),
      );
    });

    it('PgBouncer in transaction mode gives a schema of one to the other', async () => {
      const title = 'PgBouncer, transaction mode, `pluginDivisionMode: schema`';
      const database = await prepare(
        server,
        { title, pooler: 'transaction', schema: true },
        settings.length,
      );
      const one = await connectReplica(database);
      const other = await connectReplica(database);
      try {
        // Both set their schema in the one session there is; what begins then gets another.
        await one.knex.raw('SELECT 1');
        await other.knex.raw('SELECT 1');
        const found = await one.knex.transaction(async trx => {
          await trx.raw('SELECT 1');
          const answer: { rows: { schema: string }[] } = await other.knex.raw(
            'SELECT current_schema() AS schema',
          );
          return answer;
        });
        expect(found.rows).toEqual([{ schema: 'public' }]);
        const no = 'no: Backstage sets the schema for a session';
        rows.push({
          title,
          start: no,
          crawl: 'no',
          search: 'no',
          writes: 'no',
        });
      } finally {
        await one.close();
        await other.close();
      }
    });

    it('is what docs/operate.md says (written anew with UPDATE_DOCS=1)', () => {
      const text = readFileSync(DOCUMENT, 'utf8');
      const before = text.slice(0, text.indexOf(BEGIN));
      const after = text.slice(text.indexOf(END) + END.length);
      const wanted = `${before}${table(rows)}${after}`;
      if (process.env.UPDATE_DOCS) {
        writeFileSync(DOCUMENT, wanted);
      }
      expect(readFileSync(DOCUMENT, 'utf8')).toBe(wanted);
    });
  },
);

function table(rows: readonly Row[]): string {
  return [
    BEGIN,
    '<!-- prettier-ignore-start -->',
    '',
    '| Database | Start | Crawl | Search | Concurrent writes |',
    '| - | - | - | - | - |',
    ...rows.map(
      ({ title, start, crawl: crawls, search: searches, writes }) =>
        `| ${[title, start, crawls, searches, writes].join(' | ')} |`,
    ),
    '',
    '<!-- prettier-ignore-end -->',
    '',
    END,
  ].join('\n');
}
