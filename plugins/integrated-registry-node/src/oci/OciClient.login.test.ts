import { HttpTransport } from '../transport';
import { OciClient } from './OciClient';
import {
  Answer,
  ReceivedRequest,
  TestServer,
} from './__testUtils__/startServer';
import { failureOf, openTestClients } from './__testUtils__/openTestClients';

const tests = openTestClients();
const signal = new AbortController().signal;
const credential = { username: 'anna', password: 's3cret:ü' };
const basic = `Basic ${Buffer.from('anna:s3cret:ü').toString('base64')}`;

afterEach(async () => {
  jest.restoreAllMocks();
  await tests.close();
});

interface TokenRules {
  /** `expires_in`, in seconds. */
  expiresIn?: number | null;
  field?: 'token' | 'access_token';
  allows?: (request: ReceivedRequest) => boolean;
  challenge?: (realm: string, request: ReceivedRequest) => string;
}

/** A registry that demands tokens and a token server beside it, which hands out t1, t2, ... */
async function serveTokens(rules: TokenRules = {}) {
  const valid = new Set<string>();
  const state = { issued: 0, revoke: () => valid.clear() };
  const tokens = await tests.serve(request => {
    if (rules.allows && !rules.allows(request)) {
      return { code: 401 };
    }
    const token = `t${++state.issued}`;
    valid.add(token);
    if (rules.expiresIn) {
      setTimeout(() => valid.delete(token), rules.expiresIn * 1_000);
    }
    return {
      body: {
        [rules.field ?? 'token']: token,
        ...(rules.expiresIn !== undefined && { expires_in: rules.expiresIn }),
      },
    };
  });
  const registry: TestServer = await tests.serve((request): Answer => {
    const token = request.headers.authorization?.replace('Bearer ', '') ?? '';
    if (!valid.has(token)) {
      const realm = `${tokens.url}/token`;
      return {
        code: 401,
        headers: {
          'www-authenticate':
            rules.challenge?.(realm, request) ??
            `Bearer realm="${realm}",service="test registry"`,
        },
        body: { errors: [{ code: 'UNAUTHORIZED' }] },
      };
    }
    return { body: request.path === '/v2/' ? {} : { tags: ['1.0'] } };
  });
  return { tokens, registry, state };
}

describe('Bearer', () => {
  it('asks for a token with service, scope and the credential, and keeps it (fact 2)', async () => {
    const { tokens, registry } = await serveTokens({ expiresIn: 300 });
    const client = tests.client(registry.url, { credential });
    await client.listTags('team/app', { signal });
    await client.listTags('team/app', { signal });
    await client.listTags('team/other', { signal });

    expect(tokens.requests.map(({ query }) => query.getAll('scope'))).toEqual([
      ['repository:team/app:pull'],
      ['repository:team/other:pull'],
    ]);
    expect(tokens.requests[0].query.get('service')).toBe('test registry');
    expect(tokens.requests[0].headers.authorization).toBe(basic);
    // One request to learn how, then one per call.
    expect(registry.requests).toHaveLength(4);
    expect(
      registry.requests.map(request => request.headers.authorization),
    ).not.toContain(basic);
  });

  it('shares one token request among calls at the same time', async () => {
    const { tokens, registry } = await serveTokens({ expiresIn: 300 });
    const client = tests.client(registry.url);
    await Promise.all(
      ['1', '2', '3'].map(cursor =>
        client.listTags('team/app', {
          signal,
          cursor: JSON.stringify({
            query: `last=${cursor}`,
            page: 1,
            offset: 1,
            sorted: true,
          }),
        }),
      ),
    );
    expect(tokens.requests).toHaveLength(1);
    expect(registry.count('/v2/')).toBe(1);
    expect(tokens.requests[0].headers.authorization).toBeUndefined();
  });

  it.each([
    ['token', undefined],
    ['access_token', undefined],
    ['access_token', null],
  ] as const)(
    'reads %s, with a minute of life where none is given (fact 2)',
    async (field, expiresIn) => {
      const now = performance.now.bind(performance);
      let later = 0;
      jest.spyOn(performance, 'now').mockImplementation(() => now() + later);
      const { tokens, registry } = await serveTokens({ field, expiresIn });
      const client = tests.client(registry.url, { credential });
      await client.listTags('team/app', { signal });
      later = 40_000;
      await client.listTags('team/app', { signal });
      expect(tokens.requests).toHaveLength(1);
      later = 61_000;
      await client.listTags('team/app', { signal });
      expect(tokens.requests).toHaveLength(2);
    },
  );

  it('replaces a token of one second before it expires, and one that was taken back', async () => {
    const { state, registry } = await serveTokens({ expiresIn: 1 });
    const client = tests.client(registry.url, { credential });
    const until = Date.now() + 2_500;
    let calls = 0;
    while (Date.now() < until) {
      await expect(
        client.listTags('team/app', { signal }),
      ).resolves.toMatchObject({ items: ['1.0'] });
      calls += 1;
    }
    expect(state.issued).toBeGreaterThanOrEqual(3);
    expect(state.issued).toBeLessThan(calls);
    // Renewed in time, so that no call was refused: each but the first took one request.
    expect(registry.requests).toHaveLength(calls + 1);

    state.revoke();
    await expect(
      client.listTags('team/app', { signal }),
    ).resolves.toMatchObject({ items: ['1.0'] });
    expect(registry.requests).toHaveLength(calls + 3);
  });

  it('asks for each of the scopes a registry demands, and remembers them (fact 2)', async () => {
    const tokens = await tests.serve(({ query }) => ({
      body: { token: query.getAll('scope').join('+'), expires_in: 300 },
    }));
    const registry = await tests.serve(({ headers }) =>
      headers.authorization === 'Bearer repository:app:metadata_read+x:y:z'
        ? { body: { tags: [] } }
        : {
            code: 401,
            headers: {
              'www-authenticate': `Bearer realm="${tokens.url}/t",scope="repository:app:metadata_read x:y:z"`,
            },
          },
    );
    const client = tests.client(registry.url, { credential });
    await client.listTags('app', { signal });
    await client.listTags('app', { signal });
    expect(tokens.requests.map(({ query }) => query.getAll('scope'))).toEqual([
      ['repository:app:pull'],
      ['repository:app:metadata_read', 'x:y:z'],
    ]);
    expect(registry.count('/v2/app/tags/list')).toBe(3);
  });

  it('sends no login from https to a plain http address (fact 4)', async () => {
    const asked: string[] = [];
    const transport: HttpTransport = {
      async request({ url }) {
        asked.push(url);
        return {
          httpStatus: 401,
          headers: new Headers({
            'www-authenticate': 'Bearer realm="http://auth.example.com/token"',
          }),
          body: Buffer.alloc(0),
          url,
        };
      },
      probe: async () => ({ message: '' }),
      close() {},
    };
    const client = new OciClient({
      url: 'https://registry.example.com',
      transport,
      credential,
    });
    await expect(client.listTags('app', { signal })).rejects.toMatchObject({
      code: 'BAD_RESPONSE',
    });
    expect(asked).toEqual(['https://registry.example.com/v2/']);
  });

  it('takes an identity token by POST, and by GET where there is no POST (fact 3)', async () => {
    const identity = { username: '<token>', password: 'identity-token' };
    const withOAuth = await serveTokens({ expiresIn: 300 });
    await tests
      .client(withOAuth.registry.url, { credential: identity })
      .listTags('app', { signal });
    expect(withOAuth.tokens.requests).toHaveLength(1);
    expect(withOAuth.tokens.requests[0].method).toBe('POST');
    expect(
      Object.fromEntries(
        new URLSearchParams(withOAuth.tokens.requests[0].body),
      ),
    ).toMatchObject({
      grant_type: 'refresh_token',
      refresh_token: 'identity-token',
      service: 'test registry',
      scope: 'repository:app:pull',
    });

    const tokens = await tests.serve(({ method }) =>
      method === 'POST' ? { code: 404 } : { body: { token: 'got' } },
    );
    const registry = await tests.serve(({ headers }) =>
      headers.authorization === 'Bearer got'
        ? { body: { tags: [] } }
        : {
            code: 401,
            headers: { 'www-authenticate': `Bearer realm="${tokens.url}/t"` },
          },
    );
    const client = tests.client(registry.url, { credential: identity });
    await client.listTags('app', { signal });
    await client.listTags('other', { signal });
    expect(tokens.requests.map(({ method }) => method)).toEqual([
      'POST',
      'GET',
      'GET',
    ]);
  });

  it('does not send an identity token where a redirect leads', async () => {
    const thief = await tests.serve(() => ({ body: { token: 'x' } }));
    const tokens = await tests.serve(() => ({
      code: 307,
      headers: { location: `${thief.url}/` },
    }));
    const registry = await tests.serve(() => ({
      code: 401,
      headers: { 'www-authenticate': `Bearer realm="${tokens.url}/t"` },
    }));
    await expect(
      tests
        .client(registry.url, {
          credential: { username: '<token>', password: 'identity-token' },
        })
        .listTags('app', { signal }),
    ).rejects.toMatchObject({ code: 'BAD_RESPONSE' });
    expect(thief.requests).toEqual([]);
  });

  it.each<[string, Answer, string]>([
    ['no token for this scope', { code: 401 }, 'FORBIDDEN'],
    ['a forbidden scope', { code: 403 }, 'FORBIDDEN'],
    ['an invalid grant', { code: 400 }, 'FORBIDDEN'],
    ['a missing address', { code: 404 }, 'BAD_RESPONSE'],
    ['a failure', { code: 501 }, 'UPSTREAM_ERROR'],
    ['no token', { body: {} }, 'BAD_RESPONSE'],
    [
      'a token with a line break',
      { body: { token: 'a\r\nx: y' } },
      'BAD_RESPONSE',
    ],
    ['a web page', { body: '<html>log in</html>' }, 'BAD_RESPONSE'],
    [
      'more than 64 KiB (fact 4)',
      { body: { token: 'x'.repeat(65 * 1024) } },
      'RESPONSE_TOO_LARGE',
    ],
  ])('says what a token server means by %s', async (_, answer, code) => {
    const tokens = await tests.serve(() => answer);
    const registry = await tests.serve(() => ({
      code: 401,
      headers: { 'www-authenticate': `Bearer realm="${tokens.url}/token"` },
    }));
    const error = await failureOf(
      tests.client(registry.url, { credential }).listTags('app', { signal }),
    );
    expect(error).toMatchObject({ name: 'RegistryError', code });
    expect(JSON.stringify(error) + String(error)).not.toContain('s3cret');
  });

  it.each<[string, Answer, string, RegExp]>([
    ['a wrong password', { code: 401 }, 'UNAUTHORIZED', /rejected/],
    ['an invalid grant', { code: 400 }, 'UNAUTHORIZED', /rejected/],
    ['an expired password', { code: 403 }, 'UNAUTHORIZED', /has expired/],
    [
      'a page of a proxy',
      {
        code: 403,
        headers: { 'content-type': 'text/html' },
        body: '<html>no</html>',
      },
      'FORBIDDEN',
      /./,
    ],
    ['a failure', { code: 501 }, 'UPSTREAM_ERROR', /login service failed/],
  ])(
    'says what a token server means by %s where nothing but the login is asked for',
    async (_, answer, code, told) => {
      const tokens = await tests.serve(() => answer);
      const registry = await tests.serve(() => ({
        code: 401,
        headers: { 'www-authenticate': `Bearer realm="${tokens.url}/token"` },
      }));
      const error = await failureOf(
        tests.client(registry.url, { credential }).verifyLogin({ signal }),
      );
      expect(error).toMatchObject({
        code,
        message: expect.stringMatching(told),
      });
    },
  );

  it('calls no password wrong where the token server fails for everybody', async () => {
    const tokens = await tests.serve(({ headers }) => ({
      code: headers.authorization === undefined ? 501 : 401,
    }));
    const registry = await tests.serve(() => ({
      code: 401,
      headers: { 'www-authenticate': `Bearer realm="${tokens.url}/token"` },
    }));
    const error = await failureOf(
      tests.client(registry.url, { credential }).verifyLogin({ signal }),
    );
    expect(error).toMatchObject({ code: 'UPSTREAM_ERROR' });
  });

  it('says that it is the token server that cannot be reached', async () => {
    const gone = await tests.serve(() => ({}));
    await gone.close();
    const registry = await tests.serve(() => ({
      code: 401,
      headers: { 'www-authenticate': `Bearer realm="${gone.url}/token"` },
    }));
    const error = await failureOf(
      tests.client(registry.url, { credential }).verifyLogin({ signal }),
    );
    expect(error).toMatchObject({
      code: 'CONNECTION_REFUSED',
      message: expect.stringMatching(
        new RegExp(
          `login service failed: .*\\. The registry names this address for it: ${gone.url}/token\\.$`,
        ),
      ),
      remedy: expect.stringContaining('token address (realm)'),
    });
  });

  it.each([
    ['a path', '/token'],
    ['no scheme', '//auth.example.com/token'],
    ['a host and a path', 'auth.example.com/token'],
    ['another scheme', 'ftp://auth.example.com/token'],
  ])(
    'says that the token address is %s, and calls no password wrong',
    async (_, realm) => {
      const registry = await tests.serve(() => ({
        code: 401,
        headers: { 'www-authenticate': `Bearer realm="${realm}",service="x"` },
      }));
      const client = tests.client(registry.url, { credential });
      const told = {
        code: 'BAD_RESPONSE',
        message: `The registry names “${realm}” as the address of its login service (realm), which is not a whole address, so nobody can log in.`,
        remedy: expect.stringContaining('to a whole one'),
      };
      expect(await failureOf(client.verifyLogin({ signal }))).toMatchObject(
        told,
      );
      expect(await failureOf(client.listTags('app', { signal }))).toMatchObject(
        told,
      );
      for (const { headers } of registry.requests) {
        expect(headers.authorization).toBeUndefined();
      }
    },
  );

  it('names neither the user nor the password of a token address', async () => {
    const registry = await tests.serve(() => ({
      code: 401,
      headers: {
        'www-authenticate': 'Bearer realm="http://u:hidden@auth.example.com/t"',
      },
    }));
    const error = await failureOf(
      tests.client(registry.url, { credential }).verifyLogin({ signal }),
    );
    expect(error).toMatchObject({
      code: 'BAD_RESPONSE',
      message: expect.stringContaining('“http://auth.example.com/t”'),
    });
  });

  it('names the login service at another host that rejects a password', async () => {
    const tokens = await tests.serve(({ headers }) =>
      headers.authorization
        ? { code: 401 }
        : { body: { token: 'tok-for-nobody-51' } },
    );
    const registry = await tests.serve(() => ({
      code: 401,
      headers: { 'www-authenticate': `Bearer realm="${tokens.url}/token"` },
    }));
    expect(
      await failureOf(
        tests.client(registry.url, { credential }).verifyLogin({ signal }),
      ),
    ).toMatchObject({
      code: 'UNAUTHORIZED',
      message: `Login failed: the registry’s login service ${tokens.url}/token rejected the user name or password.`,
    });
  });

  it.each([
    ['is down', (gone: string) => `${gone}/token`],
    ['is a path alone', () => '/token'],
  ])('asks the registry anew where its token address %s', async (_, wrong) => {
    const gone = await tests.serve(() => ({}));
    await gone.close();
    const tokens = await tests.serve(() => ({
      body: { token: 'tok-that-opens-52' },
    }));
    let realm = wrong(gone.url);
    const registry = await tests.serve(({ headers }) =>
      headers.authorization === 'Bearer tok-that-opens-52'
        ? { body: { tags: ['1.0'] } }
        : {
            code: 401,
            headers: { 'www-authenticate': `Bearer realm="${realm}"` },
          },
    );
    const client = tests.client(registry.url, { credential });
    await failureOf(client.listTags('app', { signal }));
    realm = `${tokens.url}/token`;
    await expect(client.listTags('app', { signal })).resolves.toMatchObject({
      items: ['1.0'],
    });
  });

  it('does not wait for a token longer than its caller does', async () => {
    const reached = new AbortController();
    const tokens = await tests.serve(() => {
      reached.abort();
      return { code: 429, headers: { 'retry-after': '20' } };
    });
    const registry = await tests.serve(() => ({
      code: 401,
      headers: { 'www-authenticate': `Bearer realm="${tokens.url}/token"` },
    }));
    const leaving = new AbortController();
    reached.signal.addEventListener('abort', () =>
      leaving.abort(new Error('left')),
    );
    await expect(
      tests.client(registry.url).listTags('app', { signal: leaving.signal }),
    ).rejects.toThrow('left');
  });
});

describe('Basic', () => {
  it.each([
    ['Basic', 'Basic realm="Registry"'],
    ['a Bearer realm that is no address', 'Bearer realm="Artifactory Realm"'],
    [
      'several headers (fact 1)',
      ['Negotiate', 'Basic realm="Artifactory Realm", charset="UTF-8"'],
    ],
  ])('logs in on %s with one request per call', async (_, challenge) => {
    const registry = await tests.serve(({ headers }) =>
      headers.authorization === basic
        ? { body: { tags: ['1.0'] } }
        : { code: 401, headers: { 'www-authenticate': challenge } },
    );
    const client = tests.client(registry.url, { credential });
    await client.listTags('app', { signal });
    await client.listTags('app', { signal });
    expect(registry.requests.map(({ path }) => path)).toEqual([
      '/v2/',
      '/v2/app/tags/list',
      '/v2/app/tags/list',
    ]);
  });

  it('never follows a redirect to another host (fact 4)', async () => {
    const store = await tests.serve(() => ({
      code: 401,
      headers: { 'www-authenticate': `Basic realm="give it to me"` },
    }));
    const registry = await tests.serve(({ path, headers }): Answer => {
      if (headers.authorization !== basic) {
        return {
          code: 401,
          headers: { 'www-authenticate': 'Basic realm="x"' },
        };
      }
      return path === '/v2/'
        ? {}
        : { code: 307, headers: { location: `${store.url}${path}` } };
    });
    await expect(
      tests.client(registry.url, { credential }).listTags('app', { signal }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(store.requests).not.toHaveLength(0);
    for (const { headers } of store.requests) {
      expect(headers.authorization).toBeUndefined();
    }
  });
});

describe('ping (facts 1, 28)', () => {
  const version = { 'docker-distribution-api-version': 'registry/2.0' };
  const html = { 'content-type': 'text/html' };

  it.each<[string, Answer, boolean]>([
    ['200 with JSON', { body: {} }, false],
    ['200 with the header alone', { headers: version, body: '' }, false],
    [
      '401',
      { code: 401, headers: { ...version, 'www-authenticate': 'Basic' } },
      true,
    ],
    [
      '401 of a proxy before the registry',
      {
        code: 401,
        headers: { ...html, 'www-authenticate': 'Basic realm="x"' },
        body: '<html>401</html>',
      },
      true,
    ],
  ])('knows a registry by %s', async (_, answer, demandsLogin) => {
    const server = await tests.serve(() => answer);
    await expect(
      tests.client(`${server.url}/v2/`).ping({ signal }),
    ).resolves.toEqual({ demandsLogin });
    expect(server.requests[0].path).toBe('/v2/');
  });

  it.each<[string, Answer, string]>([
    [
      'a login page',
      { headers: html, body: '<html></html>' },
      'NOT_A_REGISTRY',
    ],
    [
      'a login page that lies about itself',
      { headers: version, body: '<!DOCTYPE html><html></html>' },
      'NOT_A_REGISTRY',
    ],
    ['text', { body: 'It works!' }, 'NOT_A_REGISTRY'],
    ['404', { code: 404 }, 'NOT_A_REGISTRY'],
    ['401 without a challenge', { code: 401, body: 'no' }, 'NOT_A_REGISTRY'],
    ['403', { code: 403 }, 'FORBIDDEN'],
    ['501', { code: 501 }, 'UPSTREAM_ERROR'],
  ])('is not fooled by %s', async (_, answer, code) => {
    const server = await tests.serve(() => answer);
    await expect(
      tests.client(server.url).ping({ signal }),
    ).rejects.toMatchObject({ code });
  });
});

describe('verifyLogin (fact 5)', () => {
  function jwt(sub: string) {
    const part = (claims: object) =>
      Buffer.from(JSON.stringify(claims)).toString('base64url');
    return `${part({ alg: 'none' })}.${part({ sub })}.x`;
  }

  async function bearerRegistry(token: (request: ReceivedRequest) => Answer) {
    const tokens = await tests.serve(token);
    return tests.serve(({ headers }) =>
      headers.authorization?.startsWith('Bearer ')
        ? {}
        : {
            code: 401,
            headers: { 'www-authenticate': `Bearer realm="${tokens.url}/t"` },
          },
    );
  }

  it('is not fooled by a token for nobody', async () => {
    const registry = await bearerRegistry(({ headers }) => ({
      body: { token: jwt(headers.authorization === basic ? 'anna' : '') },
    }));
    await expect(
      tests.client(registry.url, { credential }).verifyLogin({ signal }),
    ).resolves.toBe('accepted');
    await expect(
      tests.client(registry.url).verifyLogin({ signal }),
    ).resolves.toBe('anonymous');
    await expect(
      tests
        .client(registry.url, { credential: { ...credential, password: 'no' } })
        .verifyLogin({ signal }),
    ).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  });

  it.each([
    ['good', 'accepted', 'where anybody else gets no token', false],
    ['good', 'accepted', 'where it opens the catalogue', true],
    // The token server did not mind, and nothing has shown that the password is right.
    ['bad', 'not-demanded', 'where everybody gets a token', true],
  ])(
    'takes a %s password for %s, by tokens that name nobody, %s (fact 5)',
    async (kind, expected, _, forEverybody) => {
      const tokens = await tests.serve(({ headers }) => {
        const known = headers.authorization === basic;
        return known || forEverybody
          ? { body: { token: known ? 'opaque-known' : 'opaque-anybody' } }
          : { code: 401 };
      });
      const registry = await tests.serve(({ headers, path }) => {
        const { authorization } = headers;
        const open =
          authorization === 'Bearer opaque-known' ||
          (authorization === 'Bearer opaque-anybody' && path === '/v2/');
        return open
          ? { body: { repositories: [] } }
          : {
              code: 401,
              headers: { 'www-authenticate': `Bearer realm="${tokens.url}/t"` },
            };
      });
      const password = kind === 'good' ? credential.password : 'no';
      const client = tests.client(registry.url, {
        credential: { ...credential, password },
      });
      await expect(client.verifyLogin({ signal })).resolves.toBe(expected);
      const catalogue = await client
        .listRepositories({ signal })
        .next()
        .catch(error => error);
      expect(catalogue).toMatchObject(
        kind === 'good'
          ? { value: { items: [] } }
          : { code: 'CATALOG_UNAVAILABLE' },
      );
    },
  );

  it('says that nothing was checked where no login is demanded', async () => {
    const registry = await tests.serve(() => ({ body: {} }));
    await expect(
      tests.client(registry.url, { credential }).verifyLogin({ signal }),
    ).resolves.toBe('not-demanded');
  });

  it('finds a wrong password on a registry that lets everybody in', async () => {
    const registry = await tests.serve(({ headers }) =>
      headers.authorization === undefined || headers.authorization === basic
        ? { body: {} }
        : { code: 401 },
    );
    await expect(
      tests
        .client(registry.url, { credential: { ...credential, password: 'no' } })
        .verifyLogin({ signal }),
    ).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  });

  it('asks for user name and password where there are none', async () => {
    const registry = await tests.serve(() => ({
      code: 401,
      headers: { 'www-authenticate': 'Basic realm="x"' },
    }));
    await expect(
      tests.client(registry.url).verifyLogin({ signal }),
    ).rejects.toMatchObject({
      code: 'UNAUTHORIZED',
      remedy: 'Enter a user name and a password.',
    });
  });

  it('finds the web page behind a login', async () => {
    const page = await tests.serve(({ headers }) =>
      headers.authorization === basic
        ? { body: '<html>Welcome</html>' }
        : { code: 401, headers: { 'www-authenticate': 'Basic realm="x"' } },
    );
    await expect(
      tests.client(page.url, { credential }).verifyLogin({ signal }),
    ).rejects.toMatchObject({ code: 'NOT_A_REGISTRY' });
  });

  it('uses a repository where a token is given for nothing else', async () => {
    const registry = await bearerRegistry(({ query }) =>
      query.get('scope') === 'repository:team/app:pull'
        ? { body: { token: 't' } }
        : { code: 401 },
    );
    await expect(
      tests
        .client(registry.url)
        .verifyLogin({ signal, repository: 'team/app' }),
    ).resolves.toBe('anonymous');
  });
});
