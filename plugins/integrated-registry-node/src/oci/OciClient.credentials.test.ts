import http from 'node:http';
import { createHash } from 'node:crypto';
import { HttpTransportOptions } from '../transport';
import { TestAuthority } from '../transport/__testUtils__/TestAuthority';
import { TestNetwork } from '../transport/__testUtils__/TestNetwork';
import { NetworkPolicy } from '../network';
import { failureOf } from './__testUtils__/openTestClients';
import { OciClient } from './OciClient';

const network = new TestNetwork();
afterEach(() => network.close());

const authority = TestAuthority.create();
const certificate = authority.issue({
  commonName: 'registry',
  names: ['registry.test', 'evil.test'],
});
const signal = new AbortController().signal;
const credential = { username: 'robot', password: 'canary-3b1f77' };
const TOKEN = 'canary-token-93ac';
const secrets = [
  credential.password,
  Buffer.from(`robot:${credential.password}`).toString('base64'),
  TOKEN,
];

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const config = JSON.stringify({ os: 'linux', architecture: 'amd64' });
const digest = `sha256:${createHash('sha256').update(config).digest('hex')}`;

type Answer = (
  request: http.IncomingMessage,
  response: http.ServerResponse,
) => void;

/** A server that keeps all it was sent: request line, headers and body. */
async function listen(
  answer: Answer,
  { secure = false, host = '127.0.0.1' } = {},
) {
  const seen: string[] = [];
  const listener: http.RequestListener = async (request, response) => {
    let body = '';
    for await (const chunk of request) {
      body += chunk;
    }
    seen.push(
      [`${request.method} ${request.url}`, ...request.rawHeaders, body].join(
        '\n',
      ),
    );
    answer(request, response);
  };
  const server = secure
    ? await network.https(certificate, listener)
    : await network.listen(http.createServer(listener), 'http', host);
  return {
    ...server,
    seen,
    leaked: () =>
      seen.filter(
        request =>
          secrets.some(secret => request.includes(secret)) ||
          /^(?:authorization|proxy-authorization|cookie)$/im.test(request),
      ),
  };
}

/** Tries to get a login out of whoever comes by. */
const lure: Answer = (request, response) => {
  const { host } = request.headers;
  response.setHeader('set-cookie', 'session=1');
  response.setHeader('www-authenticate', [
    `Bearer realm="http://${host}/token",service="registry.test"`,
    'Basic realm="registry.test"',
  ]);
  response.writeHead(401).end();
};

function answerJson(response: http.ServerResponse, body: object) {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(body));
}

/** Names lead to loopback, so that hosts differ and all of them answer. */
function client(
  url: string,
  options: {
    transport?: Partial<HttpTransportOptions>;
    credential?: typeof credential;
  } = {},
) {
  const oci = new OciClient({
    url,
    credential: options.credential ?? credential,
    transport: network.transport({
      tls: { caCertificate: authority.cert },
      resolve: async () => [{ address: '127.0.0.1', family: 4 }],
      limits: { requestsPerSecond: 10_000, burst: 10_000 },
      ...options.transport,
    }),
  });
  return network.watch(oci, {
    'the password': credential.password,
    'the token': TOKEN,
  });
}

/** Every call there is. What they find does not matter here. */
async function callAll(oci: OciClient) {
  const calls: (() => Promise<unknown>)[] = [
    () => oci.ping({ signal }),
    () => oci.verifyLogin({ signal }),
    async () => {
      for await (const page of oci.listRepositories({ signal })) {
        expect(page.items).toBeDefined();
      }
    },
    () => oci.listTags('team/app', { signal }),
    () => oci.resolve('team/app', '1.0', { signal }),
    () => oci.getArtifact('team/app', '1.0', { signal }),
    () => oci.getBlob('team/app', digest, { signal }),
    () => oci.listReferrers('team/app', digest, { signal }),
  ];
  for (const call of calls) {
    await call().catch(() => undefined);
  }
}

/** A registry with all its content, but for what `first` answers. */
function registryOf(first: Answer, bearer?: () => string): Answer {
  return (request, response) => {
    const path = (request.url ?? '').split('?')[0];
    const expected = bearer
      ? `Bearer ${TOKEN}`
      : `Basic ${Buffer.from(`robot:${credential.password}`).toString(
          'base64',
        )}`;
    if (request.headers.authorization !== expected) {
      response.setHeader(
        'www-authenticate',
        bearer ? `Bearer realm="${bearer()}",service="s"` : 'Basic realm="x"',
      );
      response.writeHead(401).end();
      return;
    }
    first(request, response);
    if (response.writableEnded) {
      return;
    }
    if (path === '/v2/_catalog') {
      answerJson(response, { repositories: ['team/app'] });
    } else if (path.endsWith('/tags/list')) {
      answerJson(response, { tags: ['1.0'] });
    } else if (path.endsWith('/manifests/1.0')) {
      response.setHeader('content-type', MANIFEST);
      response.end(
        JSON.stringify({
          schemaVersion: 2,
          mediaType: MANIFEST,
          config: {
            mediaType: 'application/vnd.oci.image.config.v1+json',
            digest,
            size: config.length,
          },
          layers: [],
        }),
      );
    } else if (path.includes('/blobs/')) {
      response.end(config);
    } else if (path.includes('/referrers/')) {
      answerJson(response, { schemaVersion: 2, manifests: [] });
    } else {
      answerJson(response, {});
    }
  };
}

describe('a login that a registry sends elsewhere by a redirect (fact 4)', () => {
  const places: [string, (own: number, evil: number) => string][] = [
    ['another host', (_, evil) => `http://evil.test:${evil}/x`],
    ['another port', (_, evil) => `http://registry.test:${evil}/x`],
    ['an address without scheme', (_, evil) => `//evil.test:${evil}/x`],
    [
      'our host as the user of another',
      (_, evil) => `http://registry.test@evil.test:${evil}/x`,
    ],
    [
      'our host and port as user and password of another',
      (own, evil) => `http://registry.test:${own}@evil.test:${evil}/x`,
    ],
    ['back-slashes', (_, evil) => `http:\\\\evil.test:${evil}\\x`],
    ['back-slashes alone', (_, evil) => `\\\\evil.test:${evil}\\x`],
    ['a slash and a back-slash', (_, evil) => `/\\evil.test:${evil}/x`],
    ['a tab inside', (_, evil) => `/\t/evil.test:${evil}/x`],
    [
      'our host as the beginning of another name',
      (_, evil) => `http://registry.test.evil.test:${evil}/x`,
    ],
  ];

  it.each(places)('does not go to %s', async (_, place) => {
    const evil = await listen(lure);
    for (const code of [301, 302, 303, 307, 308]) {
      const registry = await listen((request, response) => {
        const location = place(registry.port, evil.port);
        registryOf((__, answer) => {
          answer.writeHead(code, { location }).end();
        })(request, response);
      });
      evil.seen.splice(0);

      await callAll(client(`http://registry.test:${registry.port}`));

      expect(registry.leaked()).not.toHaveLength(0);
      expect(evil.seen).not.toHaveLength(0);
      expect(evil.leaked()).toEqual([]);
    }
  });

  it('does not go from https to http, nor is the address visited', async () => {
    const evil = await listen(lure);
    const registry = await listen(
      registryOf((_, response) => {
        response
          .writeHead(307, { location: `http://registry.test:${evil.port}/x` })
          .end();
      }),
      { secure: true },
    );
    const oci = client(`https://registry.test:${registry.port}`);

    await callAll(oci);

    expect(registry.leaked()).not.toHaveLength(0);
    expect(evil.connections()).toBe(0);
  });

  it('does not go with its token either, where content lies elsewhere', async () => {
    const store = await listen((_, response) => response.end(config));
    const tokens = await listen((_, response) =>
      answerJson(response, { token: TOKEN }),
    );
    const registry = await listen(
      registryOf(
        (request, response) => {
          if (request.url?.includes('/blobs/')) {
            response
              .writeHead(307, { location: `http://evil.test:${store.port}/b` })
              .end();
          }
        },
        () => `http://tokens.test:${tokens.port}/token`,
      ),
    );
    const oci = client(`http://registry.test:${registry.port}`);

    const artifact = await oci.getArtifact('team/app', '1.0', { signal });

    expect(artifact.platforms).toMatchObject([{ architecture: 'amd64' }]);
    expect(store.seen).toHaveLength(1);
    expect(store.leaked()).toEqual([]);
  });
});

describe('a Link to another origin (fact 8)', () => {
  it.each([
    ['another host', (port: number) => `http://evil.test:${port}`],
    ['another port', (port: number) => `http://registry.test:${port}`],
    ['no scheme', (port: number) => `//evil.test:${port}`],
    ['back-slashes', (port: number) => `\\\\evil.test:${port}`],
    [
      'our host as its user',
      (port: number) => `http://registry.test@evil.test:${port}`,
    ],
  ])('is not visited: %s', async (_, place) => {
    const evil = await listen(lure);
    let pages = 0;
    const registry = await listen(
      registryOf((request, response) => {
        const { pathname, searchParams } = new URL(
          request.url ?? '',
          'http://own',
        );
        if (
          /_catalog$|\/tags\/list$|\/referrers\//.test(pathname) &&
          !searchParams.has('last')
        ) {
          pages += 1;
          response.setHeader(
            'link',
            `<${place(evil.port)}${pathname}?last=1.0&n=1>; rel="next"`,
          );
        }
      }),
    );
    const oci = client(`http://registry.test:${registry.port}`);

    await callAll(oci);
    const { cursor } = await oci.listTags('team/app', { signal });
    await oci.listTags('team/app', { signal, cursor });

    expect(pages).toBe(4);
    expect(registry.seen.some(line => line.includes('last=1.0'))).toBe(true);
    expect(evil.connections()).toBe(0);
  });
});

describe('a token address (fact 4)', () => {
  it('on another host gets the login, and nothing else gets it or the token', async () => {
    const tokens = await listen((_, response) =>
      answerJson(response, { token: TOKEN }),
    );
    const registry = await listen(
      registryOf(
        () => {},
        () => `http://tokens.test:${tokens.port}/token`,
      ),
    );

    await callAll(client(`http://registry.test:${registry.port}`));

    expect(tokens.leaked()).not.toHaveLength(0);
    expect(tokens.seen.join()).not.toContain(TOKEN);
    expect(registry.seen.join()).toContain(TOKEN);
    // A token is what the registry asked for; the password is not for it.
    expect(registry.seen.join()).not.toContain(secrets[1]);
  });

  it('is not visited where the network policy denies it', async () => {
    const tokens = await listen(lure, { host: '127.0.0.2' });
    const registry = await listen(
      registryOf(
        () => {},
        () => `http://127.0.0.2:${tokens.port}/token`,
      ),
    );
    const oci = client(registry.url, {
      transport: {
        networkPolicy: new NetworkPolicy({ allow: ['127.0.0.1'] }),
      },
    });

    expect(await failureOf(oci.listTags('team/app', { signal }))).toMatchObject(
      { code: 'ADDRESS_BLOCKED' },
    );
    await callAll(oci);
    expect(tokens.connections()).toBe(0);
  });

  it('in plain http is not visited for a registry in https', async () => {
    const tokens = await listen(lure);
    const registry = await listen(
      registryOf(
        () => {},
        () => `http://registry.test:${tokens.port}/token`,
      ),
      { secure: true },
    );
    const oci = client(`https://registry.test:${registry.port}`);

    expect(await failureOf(oci.listTags('team/app', { signal }))).toMatchObject(
      { code: 'BAD_RESPONSE' },
    );
    await callAll(oci);
    expect(tokens.connections()).toBe(0);
  });

  it.each([
    ['with our host as its user', 'http://registry.test@evil.test:PORT/token'],
    ['without scheme', '//evil.test:PORT/token'],
    ['of another scheme', 'ftp://evil.test:PORT/token'],
  ])('%s is none: the login stays with the registry', async (_, realm) => {
    const evil = await listen(lure);
    const registry = await listen(
      registryOf(
        () => {},
        () => realm.replace('PORT', String(evil.port)),
      ),
    );

    await callAll(client(`http://registry.test:${registry.port}`));

    expect(registry.seen).not.toHaveLength(0);
    expect(evil.connections()).toBe(0);
  });

  it.each(['robot', '<token>'])(
    'that redirects does not take the login of %s along',
    async username => {
      const evil = await listen(lure);
      for (const code of [301, 302, 303, 307, 308]) {
        const tokens = await listen((_, response) => {
          const location = `http://evil.test:${evil.port}/token`;
          response.writeHead(code, { location }).end();
        });
        const registry = await listen(
          registryOf(
            () => {},
            () => `http://tokens.test:${tokens.port}/token`,
          ),
        );

        await callAll(
          client(`http://registry.test:${registry.port}`, {
            credential: { ...credential, username },
          }),
        );

        expect(tokens.seen).not.toHaveLength(0);
        expect(evil.leaked()).toEqual([]);
      }
    },
  );
});
