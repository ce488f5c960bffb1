import { OciClient } from './OciClient';
import { failureOf } from './__testUtils__/openTestClients';
import { useTestClients } from './__testUtils__/useTestClients';
import { servePaged } from './__testUtils__/servePaged';
import { Answer } from './__testUtils__/startServer';

const { signal, ...tests } = useTestClients();

async function catalogueOf(client: OciClient, cursor?: string) {
  const pages = [];
  for await (const page of client.listRepositories({ signal, cursor })) {
    pages.push(page);
  }
  return { pages, names: pages.flatMap(page => page.items) };
}

describe('listRepositories', () => {
  it('asks for 1,000, falls to 100 where that is refused, and remembers it (fact 7)', async () => {
    const server = await servePaged(tests, {
      most: 100,
      refuse: {
        code: 400,
        body: { errors: [{ code: 'PAGINATION_NUMBER_INVALID' }] },
      },
    });
    const client = tests.client(server.url);
    const { names } = await catalogueOf(client);
    expect(names).toHaveLength(250);
    expect(new Set(names).size).toBe(250);
    const asked = () => server.requests.map(({ query }) => query.get('n'));
    expect(asked()).toEqual([null, '1000', '100', '100', '100']);
    await catalogueOf(client);
    expect(asked().filter(n => n === '1000')).toHaveLength(1);
  });

  it('falls to 100 on a 405 as well (fact 7)', async () => {
    const server = await servePaged(tests, {
      most: 100,
      refuse: { code: 405 },
    });
    expect((await catalogueOf(tests.client(server.url))).names).toHaveLength(
      250,
    );
  });

  it('leaves the number out where 100 is refused as well (fact 7)', async () => {
    const server = await tests.serve(({ path, query }) => {
      if (path === '/v2/') {
        return {};
      }
      const n = Number(query.get('n') ?? 60);
      if (n > 60) {
        return { code: 400 };
      }
      const start = Number(query.get('last') ?? 0);
      return {
        ...(start < 120 && {
          headers: { link: `<?last=${start + 60}&n=60>; rel="next"` },
        }),
        body: {
          repositories: Array.from({ length: 60 }, (_, i) => `r${start + i}`),
        },
      };
    });
    const { names } = await catalogueOf(tests.client(server.url));
    expect(new Set(names).size).toBe(180);
  });

  it('takes smaller pages than it asked for (fact 6)', async () => {
    const server = await servePaged(tests, { most: 60 });
    const { pages, names } = await catalogueOf(tests.client(server.url));
    expect(pages.map(({ items }) => items.length)).toEqual([
      60, 60, 60, 60, 10,
    ]);
    expect(names).toHaveLength(250);
  });

  it('goes on behind the page whose cursor it is given', async () => {
    const server = await servePaged(tests, { most: 100 });
    const client = tests.client(server.url);
    const { pages, names } = await catalogueOf(client);
    const rest = await catalogueOf(tests.client(server.url), pages[0].cursor);
    expect(rest.names).toEqual(names.slice(100));
  });

  it('refuses a cursor that is none', async () => {
    const server = await servePaged(tests);
    await expect(
      catalogueOf(tests.client(server.url), 'r100'),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it.each([
    ['relative without path', (query: string) => `<?${query}>`],
    ['wrong path', (query: string) => `</v2/lost/prefix?${query}>`],
    [
      'a host that is not ours',
      (query: string) => `<https://elsewhere.example.com/v2/_catalog?${query}>`,
    ],
    ['a foreign scheme', (query: string) => `<ftp://127.0.0.1/x?${query}>`],
    [
      'other links before it',
      (query: string) => `</first?last=zzz>; rel="first", </v2/x?${query}>`,
    ],
  ])(
    'stays at its own address where a Link has %s (fact 8)',
    async (_, link) => {
      const server = await servePaged(tests, { most: 100, link });
      const { names } = await catalogueOf(tests.client(server.url));
      expect(names).toHaveLength(250);
      expect(server.count('/v2/_catalog')).toBe(3);
    },
  );

  it('goes on after a full page without Link', async () => {
    const server = await servePaged(tests, {
      most: 100,
      refuse: { code: 400 },
      link: () => undefined,
    });
    expect((await catalogueOf(tests.client(server.url))).names).toHaveLength(
      250,
    );
  });

  it('takes a full page for the last where there is no next one', async () => {
    const repositories = Array.from({ length: 1_000 }, (_, i) => `r${i}`);
    const server = await tests.serve(({ query }) =>
      query.has('last') ? { code: 400 } : { body: { repositories } },
    );
    expect((await catalogueOf(tests.client(server.url))).names).toEqual(
      repositories,
    );
  });

  it.each<[string, (query: URLSearchParams) => string]>([
    ['the same page', () => 'last=a'],
    [
      'two pages in turn',
      query => (query.get('last') === 'a' ? 'last=b' : 'last=a'),
    ],
    [
      'ever new pages of the same content',
      query => `last=${Number(query.get('last') ?? 0) + 1}`,
    ],
    ['no place at all', () => 'n=100'],
  ])('does not walk for ever where Link names %s', async (_, next) => {
    const server = await tests.serve(({ path, query }) =>
      path === '/v2/'
        ? {}
        : {
            headers: { link: `</v2/_catalog?${next(query)}>; rel=next` },
            body: { repositories: ['app'] },
          },
    );
    await expect(catalogueOf(tests.client(server.url))).rejects.toMatchObject({
      code: 'BAD_RESPONSE',
    });
    expect(server.requests.length).toBeLessThan(10);
  });

  it('does not walk for ever over empty pages', async () => {
    let page = 0;
    const server = await tests.serve(() => ({
      headers: { link: `</v2/_catalog?last=${++page}>; rel="next"` },
      body: { repositories: null },
    }));
    await expect(catalogueOf(tests.client(server.url))).rejects.toMatchObject({
      code: 'BAD_RESPONSE',
    });
  });

  it('does not wait for ever for pages that are always new (fact 28)', async () => {
    let page = 0;
    const server = await tests.serve(() => {
      page += 1;
      return {
        headers: { link: `<?last=${page}>; rel="next"` },
        body: { repositories: [`r${page}`] },
      };
    });
    const names: string[] = [];
    const failure = await failureOf(
      (async () => {
        const client = tests.client(server.url);
        const pages = client.listRepositories({ signal, deadlineMs: 300 });
        for await (const { items } of pages) {
          names.push(...items);
        }
      })(),
    );
    expect(failure).toMatchObject({ code: 'TIMED_OUT' });
    expect(names.length).toBeGreaterThan(1);
  });

  it('takes no list for one that has more than 10,000 pages (fact 28)', async () => {
    let page = 0;
    const client = new OciClient({
      url: 'https://registry.example.com',
      transport: {
        request: async ({ url }) => {
          page += 1;
          return {
            httpStatus: 200,
            headers: new Headers({ link: `<?last=${page}>; rel="next"` }),
            body: Buffer.from(`{"repositories":["r${page}"]}`),
            url,
          };
        },
        probe: async () => ({ message: '' }),
        close() {},
      },
    });
    const failure = await failureOf(catalogueOf(client));
    expect(failure).toMatchObject({ code: 'BAD_RESPONSE' });
    // One of them was the start page.
    expect(page).toBe(10_001);
  });

  it.each<[string, Answer]>([
    ['404', { code: 404 }],
    ['403', { code: 403 }],
    ['405', { code: 405 }],
    [
      '401 for want of scope',
      {
        code: 401,
        headers: {
          'www-authenticate': 'Basic realm="x", error="insufficient_scope"',
        },
      },
    ],
  ])('says that there is no catalogue on %s (fact 7)', async (_, answer) => {
    const server = await tests.serve(({ path }) =>
      path === '/v2/' ? {} : answer,
    );
    await expect(catalogueOf(tests.client(server.url))).rejects.toMatchObject({
      code: 'CATALOG_UNAVAILABLE',
    });
  });

  it.each<[string, Answer, string]>([
    ['no registry', { code: 404 }, 'NOT_A_REGISTRY'],
    [
      'a login that is missing',
      { code: 401, headers: { 'www-authenticate': 'Basic realm="x"' } },
      'UNAUTHORIZED',
    ],
  ])(
    'does not blame the catalogue for %s (fact 5)',
    async (_, answer, code) => {
      const server = await tests.serve(() => answer);
      await expect(catalogueOf(tests.client(server.url))).rejects.toMatchObject(
        {
          code,
        },
      );
    },
  );

  it.each<[string, Answer, string]>([
    ['a web page', { body: '<html>Log in</html>' }, 'BAD_RESPONSE'],
    ['JSON that was cut', { body: '{"repositories":["a' }, 'BAD_RESPONSE'],
    ['another form', { body: { repositories: [1] } }, 'BAD_RESPONSE'],
    ['a strange status', { code: 418 }, 'BAD_RESPONSE'],
    [
      'too many requests by its body',
      { code: 400, body: { errors: [{ code: 'TOOMANYREQUESTS' }] } },
      'RATE_LIMITED',
    ],
  ])('says what it means to get %s (fact 28)', async (_, answer, code) => {
    const server = await tests.serve(({ path }) =>
      path === '/v2/' ? {} : answer,
    );
    await expect(catalogueOf(tests.client(server.url))).rejects.toMatchObject({
      code,
    });
  });

  it('reads JSON with the wrong content type (fact 28)', async () => {
    const server = await tests.serve(() => ({
      headers: { 'content-type': 'text/plain' },
      body: { repositories: ['team/app'] },
    }));
    expect((await catalogueOf(tests.client(server.url))).names).toEqual([
      'team/app',
    ]);
  });
});
