import { Answer, ReceivedRequest } from './__testUtils__/startServer';
import { basic, credential } from './__testUtils__/serveTokens';
import { useTestClients } from './__testUtils__/useTestClients';

const { signal, ...tests } = useTestClients();
const accessToken = { username: 'token', password: 'an-access-token' };
const bearer = 'Bearer an-access-token';

function refusal(challenge: string): Answer {
  return {
    code: 401,
    headers: { 'www-authenticate': challenge },
    body: { errors: [{ status: 401, message: 'Bad credentials' }] },
  };
}

/** A registry that lets in who sends one of `accepted`, and names a realm to everybody else. */
async function serve(
  accepted: readonly string[],
  token?: (request: ReceivedRequest) => Answer,
) {
  const tokens = await tests.serve(request => token?.(request));
  const registry = await tests.serve(({ headers }) =>
    accepted.includes(headers.authorization ?? '')
      ? { body: { tags: ['1.0'] } }
      : refusal(`Bearer realm="${tokens.url}/v2/token",service="artifactory"`),
  );
  const sent = () =>
    registry.requests.map(({ path, headers }) => [path, headers.authorization]);
  return { registry, tokens, sent };
}

describe('loginAtOnce', () => {
  it.each([
    ['basic', credential, basic],
    ['bearer', accessToken, bearer],
  ] as const)(
    'as %s: sends the login with the first request, and asks nothing before (fact 18)',
    async (loginAtOnce, login, authorization) => {
      const { registry, tokens, sent } = await serve([authorization]);
      const client = tests.client(registry.url, {
        credential: login,
        loginAtOnce,
      });
      const { items } = await client.listTags('team/app', { signal });
      expect(items).toEqual(['1.0']);
      expect(sent()).toEqual([['/v2/team/app/tags/list', authorization]]);
      await expect(client.verifyLogin({ signal })).resolves.toBe('accepted');
      expect(tokens.requests).toEqual([]);
    },
  );

  it('waits for the demand where nobody has entered a login', async () => {
    const { registry, sent } = await serve([], () => ({ code: 401 }));
    const client = tests.client(registry.url, { loginAtOnce: 'basic' });
    await expect(client.listTags('team/app', { signal })).rejects.toMatchObject(
      { code: 'UNAUTHORIZED' },
    );
    expect(sent()[0]).toEqual(['/v2/', undefined]);
  });

  it.each([
    ['basic', credential, basic],
    ['bearer', accessToken, bearer],
  ] as const)(
    'as %s: exchanges it for a token where it is refused by itself, and stays with that',
    async (loginAtOnce, login, authorization) => {
      const { registry, tokens, sent } = await serve(['Bearer t'], () => ({
        body: { token: 't', expires_in: 3_600 },
      }));
      const client = tests.client(registry.url, {
        credential: login,
        loginAtOnce,
      });
      await client.listTags('team/app', { signal });
      await client.listTags('team/app', { signal });
      expect(sent().map(([, sentAs]) => sentAs)).toEqual([
        authorization,
        'Bearer t',
        'Bearer t',
      ]);
      expect(
        tokens.requests.map(({ method, path, headers }) => [
          method,
          path,
          headers.authorization,
        ]),
      ).toEqual([['GET', '/v2/token', authorization]]);
    },
  );

  it('begins with the login again where the token was refused as well', async () => {
    const { registry, sent } = await serve([], () => ({
      body: { token: 't' },
    }));
    const client = tests.client(registry.url, {
      credential,
      loginAtOnce: 'basic',
    });
    for (let round = 0; round < 2; round++) {
      await expect(
        client.listTags('team/app', { signal }),
      ).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
    expect(sent().map(([, sentAs]) => sentAs)).toEqual([
      basic,
      'Bearer t',
      basic,
      'Bearer t',
    ]);
  });

  it.each<[string, Answer]>([
    ['does not exist', { code: 404 }],
    ['answers with a web page', { body: '<html>Log in</html>' }],
    ['answers 406', { code: 406 }],
    ['has no token', { body: {} }],
  ])(
    'says that the login is wrong, and no more, where the token address %s (fact 5)',
    async (_, answer) => {
      const { registry } = await serve([], () => answer);
      const client = tests.client(registry.url, {
        credential: { ...credential, password: 'wrong' },
        loginAtOnce: 'basic',
      });
      await expect(
        client.listTags('team/app', { signal }),
      ).rejects.toMatchObject({ code: 'FORBIDDEN', upstreamStatus: 401 });
      await expect(client.verifyLogin({ signal })).rejects.toMatchObject({
        code: 'UNAUTHORIZED',
      });
    },
  );

  it('takes a realm that is no address for Basic, and does not try twice (fact 1)', async () => {
    const registry = await tests.serve(() =>
      refusal('Bearer realm="Artifactory Realm"'),
    );
    const client = tests.client(registry.url, {
      credential,
      loginAtOnce: 'basic',
    });
    await expect(client.listTags('team/app', { signal })).rejects.toMatchObject(
      { code: 'FORBIDDEN' },
    );
    expect(registry.requests).toHaveLength(1);
  });

  it('does not take the login to another host (fact 4)', async () => {
    const elsewhere = await tests.serve(() => ({ body: { tags: [] } }));
    const registry = await tests.serve(({ path }) => ({
      code: 307,
      headers: { location: `${elsewhere.url}${path}` },
    }));
    const client = tests.client(registry.url, {
      credential: accessToken,
      loginAtOnce: 'bearer',
    });
    await client.listTags('team/app', { signal });
    expect(registry.requests[0].headers.authorization).toBe(bearer);
    expect(elsewhere.requests).toHaveLength(1);
    expect(elsewhere.requests[0].headers.authorization).toBeUndefined();
  });
});

describe('ping', () => {
  it('tells where tokens are given out', async () => {
    const { registry, tokens } = await serve([]);
    await expect(tests.client(registry.url).ping({ signal })).resolves.toEqual({
      demandsLogin: true,
      tokenRealm: `${tokens.url}/v2/token`,
    });
  });
});
