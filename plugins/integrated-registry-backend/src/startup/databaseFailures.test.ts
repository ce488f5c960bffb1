import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import knexFactory, { Knex } from 'knex';
import { describeWithPrograms, startPostgres } from 'registry-simulator';
import { databases } from '../__testUtils__/databases';
import { crawled } from '../__testUtils__/integrate';
import { ListedRegistries } from '../__testUtils__/ListedRegistries';
import { startPortal, TestPortal } from '../__testUtils__/startPortal';
import { until } from '../__testUtils__/until';

const HOST = 'listed.example.com';

jest.setTimeout(120_000);

const request = {
  workspace: 'group:default/payments',
  type: 'listed',
  name: 'Registry',
  url: `https://${HOST}`,
};

function listed(count: number) {
  const registries = new ListedRegistries();
  const registry = registries.add(
    HOST,
    Array.from({ length: count }, (_, at) => ({ name: `team/app-${at}` })),
  );
  return { registries, registry };
}

describe.each(databases.eachSupportedId())(
  'what %s says when it fails',
  databaseId => {
    let knex: Knex;
    let portal: TestPortal;

    beforeEach(async () => {
      knex = await databases.init(databaseId);
      portal = await startPortal({
        knex,
        features: [listed(3).registries.feature],
      });
    });

    afterEach(async () => {
      await portal.stop();
      await knex.destroy();
    });

    it('is in the log, without values, and in no answer', async () => {
      const written: string[] = [];
      knex.on('query', ({ bindings }: Knex.Sql) =>
        written.push(...(bindings ?? []).map(String)),
      );
      // PostgreSQL quotes the whole row it refuses.
      await knex.raw(
        databaseId === 'SQLITE_3'
          ? `CREATE TRIGGER refused BEFORE INSERT ON credentials BEGIN
              SELECT RAISE(ABORT, 'refused');
            END`
          : "ALTER TABLE credentials ADD CONSTRAINT refused CHECK (key_id = 'none')",
      );
      const { status, body, text } = await portal.call(
        'priya',
        'POST /integrations?verify=false',
        { ...request, username: 'robot', password: 'password-of-a-test' },
      );
      expect([status, body.error.message]).toEqual([
        500,
        expect.stringMatching(/^The portal failed to answer/),
      ]);
      const ciphertext = written.find(value => /^v\d\./.test(value));
      expect(ciphertext).toBeDefined();
      const log = portal.logged.join('\n');
      expect(log).toMatch(
        /error The database failed: (23514|SQLITE_CONSTRAINT_TRIGGER) .*refused.*; statement: insert into .credentials. /,
      );
      for (const value of [ciphertext!, 'robot', HOST]) {
        expect(log).not.toContain(value);
        expect(text).not.toContain(value);
      }
      expect(text).not.toMatch(/insert|credentials|refused/i);
    });
  },
);

describeWithPrograms(
  describe,
  ['postgres', 'initdb'],
  'PostgreSQL that is down',
  () => {
    it('is not told by its address, whatever is called', async () => {
      const postgres = await startPostgres();
      const knex = knexFactory({
        client: 'pg',
        connection: postgres.connectionString,
        // Of connections that have ended; it is what this is about.
        log: { warn() {}, error() {}, debug() {} },
        pool: { min: 0, max: 5 },
      });
      const portal = await startPortal({ knex });
      const { port } = new URL(postgres.connectionString);
      await postgres.stop();
      const calls = [
        'GET /integrations',
        'GET /integrations/some-id',
        'GET /repositories?workspace=group:default/payments&q=app',
        'GET /image-uses?workspace=group:default/payments',
        'GET /workspaces',
        'DELETE /integrations/some-id',
      ];
      try {
        for (const route of calls) {
          const { status, body, text } = await portal.call(
            'olivia',
            route,
            undefined,
            { 'If-Match': '"1"' },
          );
          expect([route, status, body.error]).toEqual([
            route,
            503,
            {
              name: 'ServiceUnavailableError',
              message:
                'The portal cannot reach its database. It may be restarting. Try again in a minute; if this goes on, tell the administrators of the portal. The reason is in the log of the backend.',
              wording: { message: { code: 'DATABASE_UNAVAILABLE' } },
            },
          ]);
          expect(text).not.toContain('127.0.0.1');
          expect(text).not.toContain(port);
        }
        expect(portal.logged.join('\n')).toContain('ECONNREFUSED');
      } finally {
        // Nothing is left to look through for secrets.
        await portal.stop().catch(() => undefined);
        await knex.destroy();
      }
    });
  },
);

describe('a disk that is full', () => {
  it('is the reason a crawl tells, which goes on when there is room', async () => {
    const knex = await databases.init('SQLITE_3');
    const { registries, registry } = listed(4_000);
    registry.pageSize = 500;
    const portal = await startPortal({ knex, features: [registries.feature] });
    try {
      const [{ page_count: pages }] = await knex.raw('PRAGMA page_count');
      await knex.raw(`PRAGMA max_page_count = ${pages + 60}`);
      const { body } = await portal.call(
        'priya',
        'POST /integrations?verify=false',
        request,
      );
      const { repositoryIndex: failed } = await crawled(portal, body.id);
      expect(failed).toMatchObject({
        state: 'failed',
        complete: false,
        failure: {
          code: 'PORTAL_ERROR',
          message:
            'The portal cannot store anything: the disk of its database is full. Tell the administrators of the portal. The reason is in the log of the backend.',
          remedy: expect.stringContaining('when you press Refresh'),
        },
      });
      expect(portal.logged.join('\n')).toContain('SQLITE_FULL');

      await knex.raw('PRAGMA max_page_count = 1000000');
      await portal.call('priya', `POST /integrations/${body.id}/refresh`);
      const { repositoryIndex } = await until(
        async () =>
          (
            await portal.call('priya', `GET /integrations/${body.id}`)
          ).body,
        ({ repositoryIndex: { state } }) => state === 'finished',
      );
      expect(repositoryIndex).toMatchObject({
        repositories: 4_000,
        complete: true,
      });
      expect(repositoryIndex).not.toHaveProperty('failure');
    } finally {
      await portal.stop();
      await knex.destroy();
    }
  });
});

describe.each(databases.eachSupportedId())(
  'after a start on %s',
  databaseId => {
    const oldKey = { id: 'old', secret: 'the-old-key-of-the-test-5531' };
    const newKey = { id: 'new', secret: 'the-new-key-of-the-test-8804' };

    it('passwords are encrypted with a new key within seconds, whenever that was done last', async () => {
      const knex = await databases.init(databaseId);
      // The scheduler of the platform, which keeps in the database when a task is due.
      const start = (keys: { id: string; secret: string }[]) =>
        startPortal({
          knex,
          settings: { encryption: { keys } },
          features: [listed(3).registries.feature],
          scheduler: schedulerServiceFactory,
        });
      let portal = await start([oldKey]);
      await portal.call('priya', 'POST /integrations?verify=false', {
        ...request,
        username: 'robot',
        password: 'password-of-a-test',
      });
      const keys = async () =>
        (await portal.call('olivia', 'GET /encryption-keys')).body.items;
      // The task has been run, and is not due again for an hour.
      await new Promise(resolve => setTimeout(resolve, 1_500));
      await portal.stop();
      portal = await start([newKey, oldKey]);
      expect(
        await until(keys, ([{ credentials }]) => credentials === 1),
      ).toMatchObject([
        { id: 'new', credentials: 1 },
        { id: 'old', credentials: 0 },
      ]);
      await portal.stop();
      await knex.destroy();
    });
  },
);

describe.each(databases.eachSupportedId())(
  'a crawl whose process has died on %s',
  databaseId => {
    it('rests for its lease of 20 seconds, and goes on elsewhere', async () => {
      const knex = await databases.init(databaseId);
      const { registries, registry } = listed(200);
      const portal = await startPortal({
        knex,
        features: [registries.feature],
      });
      try {
        let leased: unknown;
        registry.beforePage = async () => {
          leased ??= await knex('crawls').first('lease_expires_at');
        };
        const { body } = await portal.call(
          'priya',
          'POST /integrations?verify=false',
          request,
        );
        await crawled(portal, body.id);
        const { lease_expires_at: until20s } = leased as {
          lease_expires_at: string;
        };
        expect(Date.parse(until20s) - Date.now()).toBeLessThanOrEqual(20_000);

        // As a process leaves it that is killed in the midst of a crawl.
        const index = JSON.stringify({
          state: 'crawling',
          repositories: 0,
          complete: false,
        });
        const leave = async (expiresInMs: number) => {
          await knex('integrations').update({ repository_index: index });
          await knex('crawls').update({
            lease_owner: 'a-process-that-is-dead',
            lease_expires_at: new Date(Date.now() + expiresInMs).toISOString(),
          });
        };
        const stateOf = async () =>
          (await portal.call('priya', `GET /integrations/${body.id}`)).body
            .repositoryIndex.state;
        await leave(20_000);
        await portal.runTask('crawl-resumption');
        expect(await stateOf()).toBe('crawling');
        await leave(-1_000);
        await portal.runTask('crawl-resumption');
        expect((await crawled(portal, body.id)).repositoryIndex).toMatchObject({
          state: 'finished',
          repositories: 200,
        });
      } finally {
        await portal.stop();
        await knex.destroy();
      }
    });
  },
);
