import {
  IncomingHttpHeaders,
  IncomingMessage,
  ServerResponse,
} from 'node:http';
import { TestAuthority } from './__testUtils__/TestAuthority';
import { authorization, canary, rejection, send } from './__testUtils__/send';
import { useTestNetwork } from './__testUtils__/useTestNetwork';

const network = useTestNetwork();

const authority = TestAuthority.create();
const certificate = authority.issue({
  commonName: 'registry',
  names: ['127.0.0.1', 'registry.test', 'blobs.test'],
});

/** A server that remembers what it was sent, and redirects where `to` says so. */
async function recorder(
  to: Record<string, () => string> = {},
  { status = 302, secure = false } = {},
) {
  const seen: {
    path: string;
    method?: string;
    headers: IncomingHttpHeaders;
    body: string;
  }[] = [];
  const listener = async (
    request: IncomingMessage,
    response: ServerResponse,
  ) => {
    const path = (request.url ?? '').split('?')[0];
    let body = '';
    for await (const chunk of request) {
      body += chunk;
    }
    seen.push({
      path,
      method: request.method,
      headers: request.headers,
      body,
    });
    if (Object.hasOwn(to, path)) {
      response.writeHead(status, { Location: to[path]() });
    }
    response.end('arrived');
  };
  const server = secure
    ? await network.https(certificate, listener)
    : await network.http(listener);
  return { ...server, seen };
}

function transport() {
  return network.transport({
    tls: { caCertificate: authority.cert },
    resolve: async () => [{ address: '127.0.0.1', family: 4 }],
  });
}

describe('redirects (fact 4)', () => {
  it('keep the credential within an origin', async () => {
    const server = await recorder({ '/v2/': () => '../elsewhere/' });

    const response = await send(transport(), `${server.url}/v2/`);

    expect(response.body.toString()).toBe('arrived');
    expect(response.url).toBe(`${server.url}/elsewhere/`);
    expect(server.seen[1].headers.authorization).toBe(authorization);
    expect(server.seen[1].headers['x-api-key']).toBe(canary);
  });

  it.each([
    ['another host', 'blobs.test', false],
    ['another port', 'registry.test', false],
    ['https on the same host', 'registry.test', true],
    ['an address with a login in it', 'user:password@registry.test', false],
  ])('take no credential along to %s', async (_, host, secure) => {
    const other = await recorder({}, { secure });
    const location = `${secure ? 'https' : 'http'}://${host}:${
      other.port
    }/data`;
    const registry = await recorder({ '/blob': () => location });

    await send(transport(), `http://registry.test:${registry.port}/blob`, {
      headers: {
        accept: 'application/json',
        cookie: canary,
        'X-Jfrog-Art-Api': canary,
      },
    });

    expect(registry.seen[0].headers.authorization).toBe(authorization);
    expect(other.seen).toHaveLength(1);
    expect(JSON.stringify(other.seen)).not.toContain(canary);
    expect(other.seen[0].headers.authorization).toBeUndefined();
    expect(other.seen[0].headers).toMatchObject({ accept: 'application/json' });
  });

  it('do not take the credential up again on the way back', async () => {
    let back = '';
    const other = await recorder({ '/there': () => back });
    const registry = await recorder({ '/v2/': () => `${other.url}/there` });
    back = `${registry.url}/back`;

    const response = await send(transport(), `${registry.url}/v2/`);

    expect(response.url).toBe(`${registry.url}/back`);
    expect(registry.seen[1].path).toBe('/back');
    expect(registry.seen[1].headers.authorization).toBeUndefined();
  });

  it('take a credential out of the headers as well', async () => {
    const other = await recorder();
    const registry = await recorder({ '/': () => other.url });

    await send(transport(), registry.url, {
      authorization: undefined,
      headers: { AUTHORIZATION: authorization },
    });

    expect(registry.seen[0].headers.authorization).toBe(authorization);
    expect(other.seen[0].headers.authorization).toBeUndefined();
  });

  it('never lead from https to http', async () => {
    const plain = await recorder();
    const registry = await recorder({ '/': () => plain.url }, { secure: true });

    const error = await rejection(send(transport(), registry.url));

    expect(error.code).toBe('BAD_RESPONSE');
    expect(error.message).toContain('from https to http');
    expect(plain.connections()).toBe(0);
  });

  it.each([
    ['file:///etc/passwd', 'BAD_RESPONSE'],
    ['ftp://127.0.0.1/', 'BAD_RESPONSE'],
    ['http://[::bad', 'BAD_RESPONSE'],
    ['http://169.254.169.254/latest/meta-data/', 'ADDRESS_BLOCKED'],
  ])('do not lead to %s', async (location, code) => {
    const registry = await recorder({ '/': () => location });

    const error = await rejection(send(network.transport(), registry.url));

    expect(error.code).toBe(code);
  });

  it('end where they go in a circle', async () => {
    const registry = await recorder({ '/a': () => '/b', '/b': () => '/a' });

    const error = await rejection(send(transport(), `${registry.url}/a`));

    expect(error.code).toBe('BAD_RESPONSE');
    expect(error.message).toContain('in a circle');
  });

  it('are followed five times and no more', async () => {
    const steps = Object.fromEntries(
      [1, 2, 3, 4, 5, 6].map(step => [`/${step}`, () => `/${step + 1}`]),
    );
    const registry = await recorder(steps);

    const five = await send(transport(), `${registry.url}/2`);
    expect(five.url).toBe(`${registry.url}/7`);

    const error = await rejection(send(transport(), `${registry.url}/1`));
    expect(error.code).toBe('BAD_RESPONSE');
    expect(error.message).toContain('more than 5 times');
  });

  it('are answers though their bodies break off', async () => {
    const server = await network.raw(
      'HTTP/1.1 302 Found\r\nLocation: /v2/\r\nContent-Length: 100\r\n\r\npart',
    );

    const { httpStatus, body } = await send(network.transport(), server.url, {
      followRedirects: false,
    });
    expect([httpStatus, body.length]).toEqual([302, 0]);
    // Nobody reads what comes then: an error of it must not end the process.
    await new Promise(resolve => setTimeout(resolve, 200));
  });

  it('are answers where they are not to be followed, or lead nowhere', async () => {
    const registry = await recorder({ '/': () => '/next' });
    const noLocation = await network.http((_, response) => {
      response.writeHead(302).end();
    });

    const kept = await send(transport(), registry.url, {
      followRedirects: false,
    });
    const nowhere = await send(transport(), noLocation.url);

    expect(kept.httpStatus).toBe(302);
    expect(kept.headers.get('location')).toBe('/next');
    expect(nowhere.httpStatus).toBe(302);
  });

  it.each([
    [303, 'GET', 'POST', ''],
    [302, 'GET', 'POST', ''],
    [308, 'POST', 'POST', 'grant_type=password'],
    [303, 'GET', 'PUT', ''],
    [303, 'GET', 'PATCH', ''],
    [303, 'GET', 'DELETE', ''],
    [302, 'PUT', 'PUT', 'grant_type=password'],
  ] as const)('with %d make %s of a %s', async (status, method, from, body) => {
    const registry = await recorder({ '/token': () => '/other' }, { status });

    await send(transport(), `${registry.url}/token`, {
      method: from,
      body: 'grant_type=password',
    });

    expect(registry.seen[1]).toMatchObject({ path: '/other', method, body });
  });

  it('carry no body to another origin', async () => {
    const other = await recorder();
    const registry = await recorder(
      { '/token': () => other.url },
      { status: 307 },
    );

    const error = await rejection(
      send(transport(), `${registry.url}/token`, {
        method: 'POST',
        body: `password=${canary}`,
      }),
    );

    expect(error.code).toBe('BAD_RESPONSE');
    expect(other.connections()).toBe(0);
  });
});

describe('cookies', () => {
  it('are neither sent, nor kept, nor handed out', async () => {
    const cookies: unknown[] = [];
    const { url } = await network.http((request, response) => {
      cookies.push(request.headers.cookie);
      response.setHeader('Set-Cookie', 'sid=1');
      response.end();
    });
    const own = network.transport();

    const first = await send(own, url);
    await send(own, url);

    expect(first.headers.has('set-cookie')).toBe(false);
    expect(cookies).toEqual([undefined, undefined]);
  });
});
