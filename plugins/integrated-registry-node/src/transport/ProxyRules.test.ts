import http from 'node:http';
import net from 'node:net';
import { NetworkPolicy } from '../network';
import { rejection, send } from './__testUtils__/send';
import { TestServer } from './__testUtils__/TestNetwork';
import { useTestNetwork } from './__testUtils__/useTestNetwork';

const network = useTestNetwork();

interface TestProxy extends TestServer {
  /** What each request to it asked for. */
  asked: string[];
  /** User names and passwords it was shown. */
  logins: (string | undefined)[];
}

/** Leads every connection to loopback, whatever the name: its hosts file is its own. */
async function startProxy(): Promise<TestProxy> {
  const asked: string[] = [];
  const logins: (string | undefined)[] = [];
  const note = ({ url, headers }: http.IncomingMessage) => {
    asked.push(url ?? '');
    const [, basic] = (headers['proxy-authorization'] ?? '').split(' ');
    logins.push(basic && Buffer.from(basic, 'base64').toString());
  };
  const server = http.createServer((request, response) => {
    note(request);
    response.end('reached');
  });
  server.on('connect', (request, socket: net.Socket) => {
    note(request);
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  return { ...(await network.listen(server, 'http')), asked, logins };
}

const unknown = async () => {
  throw Object.assign(new Error('not found'), { code: 'ENOTFOUND' });
};
const proxyOnly = ({ port }: TestServer) =>
  new NetworkPolicy({ allow: [`127.0.0.1:${port}`] });

describe('names of the portal’s own machine behind a proxy', () => {
  it.each([
    'localhost',
    'localhost.',
    'app.localhost',
    'localhost4',
    'localhost6',
    'LOCALHOST6',
    'localhost.localdomain',
    'localhost4.localdomain4',
    'localhost6.localdomain6',
    'ip6-localhost',
    'ip6-loopback',
    'ip6-allnodes',
    'loopback',
    'broadcasthost',
    'localtest.me',
    'registry.lvh.me',
    '127.0.0.1.nip.io',
    'a-127-0-0-1.sslip.io',
    '7f000001.nip.io',
    '169-254-169-254.sslip.io',
    'metadata.google.internal',
    'metadata.goog',
    'host.docker.internal',
    'kubernetes.docker.internal',
  ])('%s is not asked for, by either protocol', async host => {
    const proxy = await startProxy();
    const transport = network.transport({
      networkPolicy: proxyOnly(proxy),
      proxy: { httpProxy: proxy.url, httpsProxy: proxy.url },
      resolve: unknown,
    });
    for (const scheme of ['http', 'https']) {
      const { code } = await rejection(
        send(transport, `${scheme}://${host}:8443/v2/`),
      );
      expect(code).toBe('ADDRESS_BLOCKED');
    }
    expect(proxy.asked).toEqual([]);
  });

  it('a name that the portal’s own hosts file leads there is blocked too', async () => {
    const proxy = await startProxy();
    const transport = network.transport({
      networkPolicy: proxyOnly(proxy),
      proxy: { httpProxy: proxy.url, httpsProxy: proxy.url },
      resolve: async host =>
        host === 'portal-7.corp'
          ? [{ address: '127.0.1.1', family: 4 }]
          : unknown(),
    });
    for (const scheme of ['http', 'https']) {
      const { code } = await rejection(
        send(transport, `${scheme}://portal-7.corp/v2/`),
      );
      expect(code).toBe('ADDRESS_BLOCKED');
    }
    expect(proxy.asked).toEqual([]);
  });

  it.each([
    ['that only the proxy knows', unknown],
    ['that leads elsewhere', async () => [{ address: '10.1.2.3', family: 4 }]],
    ['whose look-up never ends', () => new Promise<never>(() => {})],
  ])('a name %s goes to the proxy', async (_, resolve) => {
    const proxy = await startProxy();
    const transport = network.transport({
      networkPolicy: proxyOnly(proxy),
      proxy: { httpProxy: proxy.url },
      resolve,
    });
    const { body } = await transport.request({
      url: 'http://registry.example.com/v2/',
      signal: new AbortController().signal,
    });
    expect(body.toString()).toBe('reached');
  });

  it('one that is allowed by name is not blocked', async () => {
    const proxy = await startProxy();
    const transport = network.transport({
      networkPolicy: new NetworkPolicy({
        allow: [`127.0.0.1:${proxy.port}`, 'localhost6'],
      }),
      proxy: { httpProxy: proxy.url },
      resolve: async () => [{ address: '::1', family: 6 }],
    });
    const { httpStatus } = await transport.request({
      url: 'http://localhost6/v2/',
      signal: new AbortController().signal,
    });
    expect(httpStatus).toBe(200);
  });
});

describe('a proxy of the environment', () => {
  it.each([
    ['p%40ss', 'p@ss'],
    ['100%', '100%'],
    ['%zz%41', '%zzA'],
    ['%ff', '%ff'],
    ['p@ss', 'p@ss'],
    ['p#q', 'p#q'],
    ['p/q?r', 'p/q?r'],
    ['a:b', 'a:b'],
    ['', ''],
  ])('with the password %s is shown %j', async (written, password) => {
    const proxy = await startProxy();
    const transport = network.transport({
      networkPolicy: proxyOnly(proxy),
      proxy: {
        httpProxy: `http://portal:${written}@127.0.0.1:${proxy.port}`,
      },
      resolve: unknown,
    });
    await transport.request({
      url: 'http://registry.example.com/v2/',
      signal: new AbortController().signal,
    });
    expect(proxy.logins).toEqual([`portal:${password}`]);
  });

  it.each([
    ['socks5://portal:hunter2@127.0.0.1:1080'],
    ['http://portal:hunter2@'],
    ['http://portal:hunter2@proxy:port'],
    ['http://portal:hunter2@[::1'],
  ])(
    'that cannot be used fails every connection, and names the variable: %s',
    async httpsProxy => {
      const transport = network.transport({
        proxy: { httpsProxy },
        networkPolicy: new NetworkPolicy(),
      });
      const { code, message, remedy } = await rejection(
        send(transport, 'https://registry.example.com/v2/'),
      );
      expect({ code, message }).toEqual({
        code: 'CONNECTION_REFUSED',
        message:
          'The portal’s proxy cannot be used: HTTPS_PROXY is not the address of an HTTP proxy.',
      });
      expect(remedy).toBe(
        'Ask the portal’s administrators to write HTTPS_PROXY as http://proxy.example.com:3128, or to name the registry in NO_PROXY.',
      );
      expect(`${message}${remedy}`).not.toContain('hunter2');
    },
  );

  it('that cannot be used leaves alone what does not go through it', async () => {
    const { url } = await network.http((_, response) => {
      response.end('reached');
    });
    const transport = network.transport({
      proxy: { httpsProxy: 'socks5://127.0.0.1:1080' },
    });
    const { httpStatus } = await send(transport, `${url}/v2/`);
    expect(httpStatus).toBe(200);
  });
});
