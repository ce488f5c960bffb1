import http from 'node:http';
import { forgedHosts } from 'registry-simulator';
import { NetworkPolicy } from '../network';
import { Dialer } from './Dialer';
import { rejection, send } from './__testUtils__/send';
import { TestServer } from './__testUtils__/TestNetwork';
import { useTestNetwork } from './__testUtils__/useTestNetwork';

const network = useTestNetwork();

/** Listens on both loopback addresses, on the same port. */
async function listeners(): Promise<TestServer[]> {
  const answer: http.RequestListener = (_, response) => {
    response.end('reached');
  };
  const first = await network.http(answer);
  return [
    first,
    await network.listen(http.createServer(answer), 'http', '::1', first.port),
    await network.listen(
      http.createServer(answer),
      'http',
      '127.0.0.2',
      first.port,
    ),
  ];
}

const toLoopback = async () => [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
];

function reached(servers: TestServer[]): number {
  return servers.reduce((sum, server) => sum + server.connections(), 0);
}

describe('forged addresses', () => {
  it('reach nothing on the portal’s own machine', async () => {
    const servers = await listeners();
    const [{ port }] = servers;
    const transport = network.transport({
      networkPolicy: NetworkPolicy.fromConfig(undefined),
      resolve: toLoopback,
    });

    const outcomes: Record<string, string> = {};
    for (const host of forgedHosts) {
      const { code, message } = await rejection(
        transport.request({
          url: `http://${host}:${port}/`,
          signal: new AbortController().signal,
        }),
      );
      outcomes[host] = code;
      expect(message).not.toMatch(/resolve/);
    }

    expect(forgedHosts.length).toBeGreaterThanOrEqual(60);
    expect(reached(servers)).toBe(0);
    const notBlocked = Object.entries(outcomes).filter(
      ([, code]) => code !== 'ADDRESS_BLOCKED',
    );
    expect(notBlocked).toEqual([]);
  });

  it('reach nothing by a redirect either', async () => {
    const servers = await listeners();
    const [{ port }] = servers;
    const registry = await network.http((request, response) => {
      const index = Number(request.url?.slice(1).split('?')[0]);
      response
        .writeHead(302, {
          Location: encodeURI(`http://${forgedHosts[index]}:${port}/`)
            .replace(/%25/g, '%')
            .replace(/%5B/g, '[')
            .replace(/%5D/g, ']'),
        })
        .end();
    });
    const transport = network.transport({
      networkPolicy: new NetworkPolicy({
        allow: [`127.0.0.1:${registry.port}`],
      }),
      resolve: toLoopback,
    });

    for (const index of forgedHosts.keys()) {
      const { code } = await rejection(
        send(transport, `${registry.url}/${index}`),
      );
      expect(['ADDRESS_BLOCKED', 'BAD_RESPONSE']).toContain(code);
    }

    expect(registry.connections()).toBeGreaterThan(0);
    expect(reached(servers)).toBe(0);
  });

  it('would reach the listeners, were they permitted', async () => {
    const servers = await listeners();
    const [{ port }] = servers;
    const transport = network.transport({
      networkPolicy: NetworkPolicy.allowAll(),
      resolve: toLoopback,
    });

    for (const host of ['2130706433', '[::1]', '127.0.0.2', 'rebind.test']) {
      const { body } = await send(transport, `http://${host}:${port}/`);
      expect(body.toString()).toBe('reached');
    }

    expect(reached(servers)).toBe(4);
  });
});

describe('names', () => {
  it('are resolved once, and the connection goes to what was checked', async () => {
    const [first, , second] = await listeners();
    const answers = ['127.0.0.1', '127.0.0.2'];
    let asked = 0;
    const transport = network.transport({
      networkPolicy: new NetworkPolicy({ allow: ['127.0.0.1/32'] }),
      resolve: async () => [{ address: answers[asked++], family: 4 }],
    });
    const post = () =>
      send(transport, `http://rebind.test:${first.port}/`, { method: 'POST' });

    const response = await post();
    expect(response.body.toString()).toBe('reached');
    expect(asked).toBe(1);
    expect([first.connections(), second.connections()]).toEqual([1, 0]);

    // A new connection is checked anew.
    const error = await rejection(post());
    expect(error.code).toBe('ADDRESS_BLOCKED');
    expect(error.message).not.toContain('127.0.0.2');
    expect([first.connections(), second.connections()]).toEqual([1, 0]);
  });

  it('lead to those of their addresses only that are permitted', async () => {
    const [first, , second] = await listeners();
    const transport = network.transport({
      networkPolicy: new NetworkPolicy({ allow: ['127.0.0.2/32'] }),
      resolve: async () => [
        { address: '127.0.0.1', family: 4 },
        { address: '::1', family: 6 },
        { address: '127.0.0.2', family: 4 },
      ],
    });

    await send(transport, `http://registry.test:${first.port}/`);

    expect([first.connections(), second.connections()]).toEqual([0, 1]);
  });

  it('may be denied, whatever they resolve to', async () => {
    const server = await network.http(() => {});
    const transport = network.transport({
      networkPolicy: new NetworkPolicy({
        allow: ['127.0.0.0/8'],
        deny: ['*.evil.test'],
      }),
      resolve: toLoopback,
    });

    const error = await rejection(
      send(transport, `http://a.evil.test:${server.port}/`),
    );

    expect(error.code).toBe('ADDRESS_BLOCKED');
    expect(error.remedy).toContain('integratedRegistry.network.allow');
    expect(server.connections()).toBe(0);
  });
});

it('a connection that fails before anybody uses it ends alone', async () => {
  const server = await network.http(() => {});
  const dialer = new Dialer({
    tls: {},
    networkPolicy: NetworkPolicy.allowAll(),
    proxy: {},
  });
  const socket = await dialer.connect(
    { host: server.host, port: server.port, secure: false },
    new AbortController().signal,
  );
  const closed = new Promise<void>(resolve => {
    socket.once('close', () => resolve());
  });
  // An error that nobody listens to would end the process.
  socket.destroy(new Error('reset'));
  await closed;
  expect(socket.destroyed).toBe(true);
});
