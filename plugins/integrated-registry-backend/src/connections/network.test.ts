import dns from 'node:dns';
import { RequestListener } from 'node:http';
import { forgedHosts } from 'registry-simulator';
import { databases } from '../__testUtils__/databases';
import { startPortal, TestPortal } from '../__testUtils__/startPortal';
import { workspace } from '../__testUtils__/useIntegration';
import { disguises } from './__testUtils__/disguises';
import { close, listen, misleading } from './__testUtils__/listen';

jest.setTimeout(120_000);

describe('the network policy, through HTTP', () => {
  let portal: TestPortal;
  let inside: Awaited<ReturnType<typeof listen>>[];
  let outside: Awaited<ReturnType<typeof listen>>;
  let lookup: jest.SpyInstance;

  beforeAll(async () => {
    const answer: RequestListener = (_, response) => {
      response.end('reached');
    };
    const first = await listen(answer, '127.0.0.1');
    inside = [
      first,
      await listen(answer, '::1', first.port),
      await listen(answer, '127.0.0.2', first.port),
    ];
    outside = await listen(misleading, '127.0.0.1');
    portal = await startPortal({
      knex: await databases.init('SQLITE_3'),
      settings: {
        network: { allow: [`127.0.0.1:${outside.port}`] },
        limits: {
          connectionTestsPerMinute: 10_000,
          resolvesPerMinute: 10_000,
        },
      },
    });
  });

  beforeEach(() => {
    lookup = jest.spyOn(dns.promises, 'lookup').mockResolvedValue([
      { address: '127.0.0.1', family: 4 },
      { address: '::1', family: 6 },
    ] as never);
  });

  function expectNobodyInside() {
    expect(inside.map(({ connections }) => connections())).toEqual([0, 0, 0]);
  }

  afterEach(() => {
    lookup.mockRestore();
    delete process.env.HTTP_PROXY;
    delete process.env.HTTPS_PROXY;
    expectNobodyInside();
  });

  afterAll(async () => {
    await portal?.stop();
    for (const { server } of [...inside, outside]) {
      await close(server);
    }
  });

  async function test(url: string, more: object = {}) {
    const { status, body } = await portal.call(
      'priya',
      'POST /connection-tests',
      {
        workspace,
        type: 'docker',
        url,
        username: 'robot',
        password: 'password-of-a-test',
        ...more,
      },
    );
    if (status === 400) {
      return { refused: body.error.message as string };
    }
    expect(status).toBe(200);
    const failed = body.steps.find(
      ({ state }: { state: string }) => state === 'failed',
    );
    return { code: failed?.failure?.code as string, text: failed?.message };
  }

  const isRefused = ({ refused, code }: { refused?: string; code?: string }) =>
    code === 'ADDRESS_BLOCKED' ||
    /^url: (?:The a|A)ddress /.test(refused ?? '');

  it(`blocks ${forgedHosts.length} spellings of addresses that are none of anybody’s business`, async () => {
    expect(forgedHosts.length).toBeGreaterThanOrEqual(60);
    const outcomes: Record<string, object> = {};
    for (const host of forgedHosts) {
      for (const url of [
        `http://${host}:${inside[0].port}`,
        `https://${host}:${inside[0].port}/v2/`,
      ]) {
        const outcome = await test(url);
        if (!isRefused(outcome)) {
          outcomes[url] = outcome;
        }
      }
    }
    expect(outcomes).toEqual({});
  });

  it.each(disguises.map(disguise => [disguise(5000), disguise] as const))(
    'is not taken in by %j',
    async (_, disguise) => {
      const outcome = await test(disguise(inside[0].port));
      expect([outcome, isRefused(outcome)]).toEqual([outcome, true]);
    },
  );

  it('holds for creating, with and without a check', async () => {
    const settings = {
      workspace,
      type: 'docker',
      name: 'Inside',
      url: `http://2130706433:${inside[0].port}`,
    };
    const refused = await portal.call('priya', 'POST /integrations', settings);
    expect([refused.status, refused.body.error.code]).toEqual([
      400,
      'ADDRESS_BLOCKED',
    ]);
    const { body } = await portal.call(
      'priya',
      'POST /integrations?verify=false',
      settings,
    );
    const { body: refreshed } = await portal.call(
      'priya',
      `POST /integrations/${body.id}/refresh`,
    );
    expect(refreshed.health.failure.code).toBe('ADDRESS_BLOCKED');
    const opened = await portal.call(
      'marco',
      `GET /integrations/${body.id}/artifact?repository=a&reference=b`,
    );
    expect([opened.status, opened.body.error.code]).toEqual([
      400,
      'ADDRESS_BLOCKED',
    ]);
  });

  it.each(['realm', 'redirect'])(
    'holds for a %s that a registry names',
    async way => {
      const outcomes: Record<string, object> = {};
      const before = outside.connections();
      for (const host of forgedHosts) {
        const to = Buffer.from(`http://${host}:${inside[0].port}`);
        const outcome = await test(
          `http://127.0.0.1:${outside.port}/${way}/${to.toString('base64url')}`,
        );
        // A realm or place that is no address at all is nonsense rather than blocked.
        if (!['ADDRESS_BLOCKED', 'BAD_RESPONSE'].includes(outcome.code ?? '')) {
          outcomes[host] = outcome;
        }
      }
      expect(outside.connections()).toBeGreaterThan(before);
      expect(outcomes).toEqual({});
    },
  );

  it('holds for what goes through a proxy, as far as the portal resolves it', async () => {
    const asked: string[] = [];
    const proxy = await listen(({ url }, response) => {
      asked.push(String(url));
      response.writeHead(502).end();
    }, '127.0.0.1');
    proxy.server.on('connect', ({ url }, socket) => {
      asked.push(String(url));
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    });
    const through = await startPortal({
      knex: await databases.init('SQLITE_3'),
      settings: {
        network: { allow: [`127.0.0.1:${proxy.port}`] },
      },
    });
    process.env.HTTP_PROXY = `http://127.0.0.1:${proxy.port}`;
    process.env.HTTPS_PROXY = process.env.HTTP_PROXY;
    const ask = async (url: string) =>
      (
        await through.call('priya', 'POST /connection-tests', {
          workspace,
          type: 'docker',
          url,
        })
      ).body;
    for (const host of forgedHosts.filter(name => !/\.test$/.test(name))) {
      await ask(`http://${host}:${inside[0].port}`);
      await ask(`https://${host}:${inside[0].port}`);
    }
    expect(asked).toEqual([]);
    // Only the proxy knows it.
    lookup.mockImplementation(async host => {
      if (host === 'registry.example.com') {
        throw Object.assign(new Error('not found'), { code: 'ENOTFOUND' });
      }
      return [{ address: '127.0.0.1', family: 4 }];
    });
    await ask('http://registry.example.com');
    expect(asked).not.toEqual([]);

    // The proxy itself is an address that is connected to, like any other.
    process.env.HTTP_PROXY = `http://127.0.0.1:${inside[0].port}`;
    expect(JSON.stringify(await ask('http://registry.example.com'))).toMatch(
      /ADDRESS_BLOCKED/,
    );
    await through.stop();
    await close(proxy.server);
  });

  it('holds for a name that means something else the second time', async () => {
    let asked = 0;
    lookup.mockImplementation(async () => {
      asked += 1;
      return [
        { address: asked === 1 ? '203.0.113.7' : '127.0.0.1', family: 4 },
      ];
    });
    const outcome = await test(`http://rebind.test:${inside[0].port}`);
    expect(asked).toBeGreaterThan(1);
    expect(outcome.code).toBe('ADDRESS_BLOCKED');
  });

  it('answers the same whether something listens there or not', async () => {
    const free = await listen(() => {}, '127.0.0.1');
    await close(free.server);
    const tell = async (url: string) => JSON.stringify(await test(url));
    for (const host of ['127.0.0.1', '[::1]', 'localhost', 'rebind.test']) {
      for (const scheme of ['http', 'https']) {
        const taken = await tell(`${scheme}://${host}:${inside[0].port}`);
        const closed = await tell(`${scheme}://${host}:${free.port}`);
        expect(closed.replaceAll(String(free.port), 'PORT')).toBe(
          taken.replaceAll(String(inside[0].port), 'PORT'),
        );
        expect(taken).not.toMatch(/127\.0\.0\.1.*127\.0\.0\.1|resolve/);
      }
    }
  });

  it('lets nobody but admins of a workspace ask at all', async () => {
    const before = outside.connections();
    for (const [person, status] of [
      ['marco', 403],
      ['lena', 404],
      ['noah', 404],
    ] as const) {
      const said: string[] = [];
      for (const port of [outside.port, 1]) {
        for (const route of ['POST /connection-tests', 'POST /integrations']) {
          const answer = await portal.call(person, route, {
            workspace,
            type: 'docker',
            url: `http://127.0.0.1:${port}`,
            ...(route === 'POST /integrations' && { name: 'Mine' }),
          });
          expect(answer.status).toBe(status);
          said.push(answer.body.error.message);
        }
      }
      expect(new Set(said).size).toBe(1);
    }
    expect(outside.connections()).toBe(before);
  });
});
