import { LoggerService } from '@backstage/backend-plugin-api';
import {
  RegistryClient,
  RegistryConnection,
  RegistryError,
} from 'backstage-plugin-integrated-registry-node';
import { Knex } from 'knex';
import { randomBytes } from 'node:crypto';
import { echoes, startEchoRegistry } from '../__testUtils__/startEchoRegistry';
import { startPortal, TestPortal } from '../__testUtils__/startPortal';
import { databases } from '../__testUtils__/databases';
import { crawled } from '../__testUtils__/integrate';
import { emptyClient, providerModule } from '../__testUtils__/providerModule';
import { workspace } from '../__testUtils__/useIntegration';

// A run through everything a registry may do takes its time.
jest.setTimeout(120_000);

/** Unique, and with characters that look different in JSON, in URLs and in base64. */
function canary(name: string): string {
  return `${name} "${randomBytes(9).toString('base64')}" ä?&=\\/`;
}

describe.each(databases.eachSupportedId())('secrets on %s', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.init(databaseId);
  }, 120_000);

  afterEach(async () => {
    delete process.env.HTTP_PROXY;
    await knex.destroy();
  });

  it('stay where they are, whatever a registry says back', async () => {
    const login = {
      username: 'robot',
      password: canary('right'),
      token: canary('token').replace(/[^\w-]/g, '-'),
    };
    const other = canary('configured');
    const registry = await startEchoRegistry(login);
    const portal = await startPortal({
      knex,
      settings: {
        encryption: { keys: [{ id: 'one', secret: canary('key') }] },
        integrations: [
          {
            workspace,
            type: 'docker',
            name: 'Configured',
            url: registry.url,
            username: login.username,
            password: other,
          },
        ],
      },
    });
    portal.net.add(login.token, 'a token');
    const settings = {
      workspace,
      type: 'docker',
      name: 'Echo',
      url: registry.url,
      username: login.username,
      password: login.password,
    };
    const statuses: number[] = [];
    const call = async (...args: Parameters<TestPortal['call']>) => {
      const answer = await portal.call(...args);
      statuses.push(answer.status);
      return answer;
    };

    for (const password of [canary('wrong'), login.password]) {
      await call('priya', 'POST /connection-tests', {
        ...settings,
        name: undefined,
        password,
      });
    }
    await call('priya', 'POST /integrations', {
      ...settings,
      password: canary('wrong'),
    });
    const { body: created } = await call(
      'priya',
      // It gives out no image, so the connection test fails.
      'POST /integrations?verify=false',
      { ...settings },
    );
    const { id } = created;
    await crawled(portal, id, 'marco');
    const ifMatch = { 'If-Match': created.etag };
    for (const change of [
      { password: canary('mistyped') },
      { password: canary('unknown field'), pasword: 'x' },
      { password: `${canary('line')}\n` },
      { url: `http://me:${encodeURIComponent(canary('url'))}@127.0.0.1` },
      {
        tls: {
          caCertificate: `-----BEGIN CERTIFICATE-----\n-----BEGIN PRIVATE KEY-----\n${other}`,
        },
      },
    ]) {
      await call('priya', `PATCH /integrations/${id}`, change, ifMatch);
    }
    await call(
      'priya',
      `PATCH /integrations/${id}?verify=false`,
      { password: login.password },
      ifMatch,
    );
    await call(
      'priya',
      'POST /integrations',
      `{"password":${JSON.stringify(canary('no JSON'))} oops}`,
    );

    for (const say of echoes) {
      registry.setEcho(say);
      await call(
        'marco',
        `GET /integrations/${id}/artifact?repository=team/app&reference=1.0`,
      );
      await call('marco', 'POST /images/resolve', {
        workspace,
        reference: `${registry.host}/team/app:1.0`,
      });
    }

    const proxy = canary('proxy');
    portal.net.add(proxy, 'the password of the proxy');
    process.env.HTTP_PROXY = `http://portal:${encodeURIComponent(proxy)}@${
      registry.host
    }`;
    for (const host of [registry.host, '127.0.0.1:1']) {
      process.env.HTTP_PROXY = `http://portal:${encodeURIComponent(
        proxy,
      )}@${host}`;
      await call('priya', 'POST /connection-tests', {
        ...settings,
        name: undefined,
        url: 'http://registry.example.com',
      });
    }
    delete process.env.HTTP_PROXY;
    await portal.runTask('health');
    await portal.runTask('crawl');
    await registry.stop();
    await portal.runTask('health');

    // It went well and badly, so both have been looked at.
    for (const status of [200, 201, 400, 404, 503]) {
      expect(statuses).toContain(status);
    }
    expect(portal.audited.length).toBeGreaterThan(5);
    expect(portal.logged.length).toBeGreaterThan(0);
    await portal.stop();
    expect(portal.net.leaks).toEqual([]);
  });

  describe('are found where a provider', () => {
    type Leak = (
      connection: RegistryConnection,
      logger: LoggerService,
    ) => Partial<RegistryClient>;

    const passwordOf = ({ credential }: RegistryConnection) =>
      credential?.password ?? '';
    const basicOf = (connection: RegistryConnection) =>
      Buffer.from(`robot:${passwordOf(connection)}`).toString('base64');

    it.each<[string, RegExp, Leak]>([
      [
        'logs them for debugging',
        /in a log, as it is/,
        (connection, logger) => {
          logger.debug('Connecting', { login: passwordOf(connection) });
          return {};
        },
      ],
      [
        'says the header in a diagnosis',
        /in an answer, as base64/,
        connection => ({
          diagnose: async () => ({
            ok: true,
            steps: [{ id: 'login', state: 'ok', message: basicOf(connection) }],
          }),
        }),
      ],
      [
        'fails with them in the message, which health and audit keep',
        /in an audit event, .*in the database, /,
        connection => ({
          diagnose: async () => {
            const { message, code, remedy } = new RegistryError('FORBIDDEN', {
              message: `No entry for ${encodeURIComponent(
                passwordOf(connection),
              )}`,
            });
            return {
              ok: false,
              steps: [
                {
                  id: 'login',
                  state: 'failed',
                  message,
                  failure: { code, message, remedy },
                },
              ],
            };
          },
        }),
      ],
      [
        'lists them as a tag, which is cached',
        /in the cache, as hexadecimal/,
        connection => ({
          listTags: async () => ({
            items: [
              { name: Buffer.from(passwordOf(connection)).toString('hex') },
            ],
            order: 'none' as const,
          }),
        }),
      ],
      [
        'lists them as a repository',
        /in the database, /,
        connection => ({
          async *listRepositories() {
            // What no client could pull would not be kept.
            const name = Buffer.from(passwordOf(connection)).toString('hex');
            yield { items: [{ name }] };
          },
        }),
      ],
    ])('%s', async (_, where, leak) => {
      const portal = await startPortal({
        knex,
        features: [
          providerModule(logger => ({
            type: 'leaky',
            title: 'Leaky',
            credential: 'required',
            connect: connection => ({
              ...emptyClient,
              ...leak(connection, logger),
            }),
          })),
        ],
      });
      const settings = {
        workspace,
        type: 'leaky',
        url: 'http://registry.example.com',
        username: 'robot',
        password: canary('leaked'),
      };
      await portal.call('priya', 'POST /connection-tests', settings);
      await portal.call('priya', 'POST /integrations', {
        ...settings,
        name: 'Verified',
      });
      const { body } = await portal.call(
        'priya',
        'POST /integrations?verify=false',
        { ...settings, name: 'Leaky' },
      );
      await crawled(portal, body.id, 'marco');
      await portal.runTask('health');
      for (const path of [
        'tags?repository=a',
        'artifact?repository=a&reference=b',
      ]) {
        await portal.call('marco', `GET /integrations/${body.id}/${path}`);
      }
      await expect(portal.stop()).rejects.toThrow(where);
    });
  });
});
