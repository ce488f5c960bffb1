import { useTestClients } from './__testUtils__/useTestClients';
import { basic, credential } from './__testUtils__/serveTokens';
import { Answer, ReceivedRequest } from './__testUtils__/startServer';

const { signal, ...tests } = useTestClients();

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
