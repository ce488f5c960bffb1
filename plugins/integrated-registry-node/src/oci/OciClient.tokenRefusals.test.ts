import { failureOf } from './__testUtils__/openTestClients';
import { useTestClients } from './__testUtils__/useTestClients';
import { credential } from './__testUtils__/serveTokens';
import { Answer } from './__testUtils__/startServer';

const { signal, ...tests } = useTestClients();

describe('a refused token', () => {
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
});
