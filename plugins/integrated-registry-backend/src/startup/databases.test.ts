import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWithPrograms } from 'registry-simulator';
import { DocumentTable } from 'registry-simulator';
import {
  connectReplica,
  connectSqlite,
  prepare,
  Replica,
  Server,
  startServer,
} from '../__testUtils__/databaseSettings';
import { administratorSettings } from './__testUtils__/administratorSettings';
import { measureReplicas, Row, YES } from './__testUtils__/measureReplicas';

const document = new DocumentTable(
  'operate.md',
  '<!-- The table is written by the tests; do not edit it. -->',
  '<!-- End of the table. -->',
);

jest.setTimeout(120_000);

const asWanted = (title: string) => ({
  row: { title, start: YES, crawl: YES, search: YES, writes: YES },
  warnings: [],
});

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
        const measured = await measureReplicas(title, replicas);
        rows.push(measured.row);
        return measured;
      } finally {
        await Promise.all(replicas.map(replica => replica.close()));
      }
    }

    it.each(
      administratorSettings.map((setting, number) => ({ ...setting, number })),
    )(
      'two replicas start, crawl, search and write at once: $title',
      async ({ number, ...setting }) => {
        const database = await prepare(server, setting, number);
        const replicas = await Promise.all([
          connectReplica(database),
          connectReplica(database),
        ]);
        expect(await note(setting.title, replicas)).toEqual(
          asWanted(setting.title),
        );
      },
    );

    it('one replica does so on SQLite', async () => {
      const title = 'SQLite, one replica';
      expect(await note(title, [connectSqlite(directory)])).toEqual(
        asWanted(title),
      );
    });

    it('PgBouncer in transaction mode gives a schema of one to the other', async () => {
      const title = 'PgBouncer, transaction mode, `pluginDivisionMode: schema`';
      const database = await prepare(
        server,
        { title, pooler: 'transaction', schema: true },
        administratorSettings.length,
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
      const { actual, wanted } = document.compare(table(rows));
      expect(actual).toBe(wanted);
    });
  },
);

function table(rows: readonly Row[]): string[] {
  return [
    '| Database | Start | Crawl | Search | Concurrent writes |',
    '| - | - | - | - | - |',
    ...rows.map(
      ({ title, start, crawl: crawls, search: searches, writes }) =>
        `| ${[title, start, crawls, searches, writes].join(' | ')} |`,
    ),
  ];
}
