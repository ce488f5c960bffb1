import {
  buildImage,
  Quirks,
  RegistrySimulator,
  SimulatorOptions,
} from 'registry-simulator';
import { failureOf } from './__testUtils__/openTestClients';
import { useTestClients } from './__testUtils__/useTestClients';
import { OciClient, OciPage } from '.';

const { signal, ...tests } = useTestClients();
const simulators: RegistrySimulator[] = [];

afterEach(() => Promise.all(simulators.splice(0).map(one => one.stop())));

const names = (count: number) =>
  Array.from({ length: count }, (_, at) => `r${String(at).padStart(4, '0')}`);

/** A registry with so many repositories, and as many tags in the first one. */
async function simulate(count: number, options: SimulatorOptions | Quirks) {
  const simulator = await RegistrySimulator.start(
    'quirks' in options ? options : { quirks: options as Quirks },
  );
  simulators.push(simulator);
  const image = buildImage();
  const [first, ...others] = names(count);
  for (const tag of names(count)) {
    simulator.store.addImage(first, image, tag);
  }
  simulator.store.copyRepository(first, others);
  return simulator;
}

async function catalogueOf(client: OciClient) {
  const pages: OciPage[] = [];
  for await (const page of client.listRepositories({ signal })) {
    pages.push(page);
  }
  return {
    items: pages.flatMap(page => page.items),
    gaps: pages.flatMap(page => page.gaps ?? []),
  };
}

async function tagsOf(client: OciClient, repository = 'r0000') {
  const items = new Set<string>();
  const gaps = [];
  let cursor: string | undefined;
  let pages = 0;
  do {
    const page: OciPage = await client.listTags(repository, {
      signal,
      cursor,
      limit: 1_000,
    });
    page.items.forEach(item => items.add(item));
    gaps.push(...(page.gaps ?? []));
    cursor = page.cursor;
    pages += 1;
  } while (cursor !== undefined && pages < 50);
  return { items: [...items], gaps, pages };
}

describe('the next page of a list', () => {
  it.each<[string, Quirks]>([
    ['?page=2', { link: 'pageNumber' }],
    ['?token=...', { link: 'token' }],
    ['?next_page=...', { link: 'nextPage' }],
    ['another host', { link: 'foreign' }],
    ['n=0', { link: 'withoutNumber' }],
  ])('is the one the registry names by %s', async (_, quirks) => {
    const { url } = await simulate(250, {
      maxPage: 100,
      defaultPage: 100,
      ...quirks,
    });
    const client = tests.client(url);
    expect(await catalogueOf(client)).toEqual({ items: names(250), gaps: [] });
    expect((await tagsOf(client)).items).toEqual(names(250));
  });

  it.each(['withoutRel', 'withoutBrackets', 'singleQuotes', 'bare'] as const)(
    'is found in a Link that is spelled %s',
    async linkSpelling => {
      const { url } = await simulate(250, { maxPage: 100, linkSpelling });
      const client = tests.client(url);
      expect(await catalogueOf(client)).toEqual({
        items: names(250),
        gaps: [],
      });
      expect((await tagsOf(client)).items).toEqual(names(250));
    },
  );

  it.each([
    ['</v2/_catalog/page/2>; rel="next"'],
    ['<https://registry.example.com>; rel=next'],
    ['next'],
    ['<http://[>'],
  ])('is missing where the Link %s names none: a gap', async link => {
    const server = await tests.serve(({ path }) =>
      path === '/v2/'
        ? {}
        : {
            headers: { link },
            body: { repositories: ['team/app'], tags: ['1.0'] },
          },
    );
    const client = tests.client(server.url);
    expect(await catalogueOf(client)).toMatchObject({
      items: ['team/app'],
      gaps: [{ scope: { kind: 'registry' }, code: 'PAGING' }],
    });
    expect(await tagsOf(client, 'team/app')).toMatchObject({
      items: ['1.0'],
      gaps: [
        { scope: { kind: 'repository', name: 'team/app' }, code: 'PAGING' },
      ],
    });
  });

  it.each(['<?last=a>; rel="first"', '</docs>; rel="help", </x>; rel="prev"'])(
    'is not the one of the Link %s',
    async link => {
      const server = await tests.serve(() => ({
        headers: { link },
        body: { repositories: ['team/app'] },
      }));
      expect(await catalogueOf(tests.client(server.url))).toEqual({
        items: ['team/app'],
        gaps: [],
      });
    },
  );

  it('comes behind a page without tags', async () => {
    const server = await tests.serve(({ query }) => ({
      ...(!query.has('last') && {
        headers: { link: '<?last=a&n=10>; rel="next"' },
      }),
      body: { name: 'app', tags: query.has('last') ? ['1.0'] : null },
    }));
    expect((await tagsOf(tests.client(server.url), 'app')).items).toEqual([
      '1.0',
    ]);
  });
});

describe('a registry that does not go on behind a name', () => {
  it.each([1_000, 1_715, 2_000])(
    'lists its %i repositories once each',
    async count => {
      const simulator = await simulate(count, {
        ignoresLast: true,
        link: 'none',
        maxPage: 100_000,
      });
      const { items, gaps } = await catalogueOf(tests.client(simulator.url));
      expect(items).toEqual(names(count));
      // As many as one page has: nobody can tell.
      expect(gaps).toHaveLength(count === 1_000 ? 1 : 0);
    },
  );

  it('is told as not complete where it sends no more at once', async () => {
    const { url } = await simulate(1_715, {
      ignoresLast: true,
      link: 'none',
    });
    expect((await catalogueOf(tests.client(url))).gaps).toMatchObject([
      {
        scope: { kind: 'registry' },
        code: 'PAGING',
        message: expect.stringContaining('There may be more than was read'),
      },
    ]);
  });

  it('is told as not complete where it counts more than it sends', async () => {
    const server = await tests.serve(() => ({
      headers: { 'x-total-count': '250' },
      body: { repositories: names(50), tags: names(50) },
    }));
    const client = tests.client(server.url);
    expect((await catalogueOf(client)).gaps).toMatchObject([
      { code: 'PAGING' },
    ]);
    expect((await tagsOf(client)).gaps).toMatchObject([{ code: 'PAGING' }]);
  });

  it('is read to its end where it counts more than a page has', async () => {
    const all = names(250);
    const server = await tests.serve(({ query }) => {
      const last = query.get('last') ?? '';
      const items = all.filter(name => name > last).slice(0, 50);
      return {
        headers: { 'x-total-count': '250' },
        body: { repositories: items, tags: items },
      };
    });
    const client = tests.client(server.url);
    expect(await catalogueOf(client)).toEqual({ items: all, gaps: [] });
    expect(await tagsOf(client)).toMatchObject({ items: all, gaps: [] });
  });

  it('lists its repositories in any order, each time another', async () => {
    const all = names(1_715);
    const server = await tests.serve(({ query }) => {
      const shuffled = [...all].sort(() => Math.random() - 0.5);
      return {
        body: { repositories: shuffled.slice(0, Number(query.get('n'))) },
      };
    });
    const { items, gaps } = await catalogueOf(tests.client(server.url));
    expect(items).toHaveLength(1_715);
    expect([...items].sort()).toEqual(all);
    expect(gaps).toEqual([]);
  });

  it('begins its tags again behind the last one: few requests', async () => {
    const all = names(2_000);
    const server = await tests.serve(({ query }) => {
      const last = query.get('last') ?? '';
      const rest = all.filter(name => name > last);
      return {
        body: {
          tags: (rest.length > 0 ? rest : all).slice(0, Number(query.get('n'))),
        },
      };
    });
    const { items, gaps, pages } = await tagsOf(tests.client(server.url));
    expect({ items, gaps }).toEqual({ items: all, gaps: [] });
    expect(pages).toBeLessThan(5);
    expect(server.requests.length).toBeLessThan(10);
  });
});

describe('names that are told twice', () => {
  it('are listed once', async () => {
    const server = await tests.serve(() => ({
      body: { repositories: ['b', 'a', 'b'], tags: ['1', '1', '2'] },
    }));
    const client = tests.client(server.url);
    expect((await catalogueOf(client)).items).toEqual(['b', 'a']);
    expect((await client.listTags('b', { signal })).items).toEqual(['1', '2']);
  });
});

describe('a registry without a catalogue', () => {
  it.each(['missing', 400, 405, 501] as const)(
    'says so, and what to do (%s)',
    async catalogue => {
      const { url } = await simulate(1, { catalogue });
      expect(await failureOf(catalogueOf(tests.client(url)))).toMatchObject({
        code: 'CATALOG_UNAVAILABLE',
        message: 'The registry has no catalogue of its repositories.',
        remedy:
          'Name the repositories in the integration’s field “Repositories”: this registry does not list them.',
      });
    },
  );

  it('is not the same as one that refuses it', async () => {
    const { url } = await simulate(1, { catalogue: 'forbidden' });
    expect(await failureOf(catalogueOf(tests.client(url)))).toMatchObject({
      code: 'CATALOG_UNAVAILABLE',
      message: 'The registry does not list its repositories to this user.',
    });
  });
});
