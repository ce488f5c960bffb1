import { HttpTransport } from '../transport';
import { OciClient } from './OciClient';
import { useTestClients } from './__testUtils__/useTestClients';
import { basic, credential, serveTokens } from './__testUtils__/serveTokens';

const { signal, ...tests } = useTestClients();

describe('Bearer', () => {
  it('asks for a token with service, scope and the credential, and keeps it (fact 2)', async () => {
    const { tokens, registry } = await serveTokens(tests, { expiresIn: 300 });
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
    const { tokens, registry } = await serveTokens(tests, { expiresIn: 300 });
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
      const { tokens, registry } = await serveTokens(tests, {
        field,
        expiresIn,
      });
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
    const { state, registry } = await serveTokens(tests, { expiresIn: 1 });
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
    const withOAuth = await serveTokens(tests, { expiresIn: 300 });
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
