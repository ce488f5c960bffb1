import { OciClient } from './OciClient';
import { useTestClients } from './__testUtils__/useTestClients';

const { signal, ...tests } = useTestClients();

const names = (count: number) =>
  Array.from({ length: count }, (_, at) => `v${String(at).padStart(4, '0')}`);

interface Paging {
  count: number;
  /** Default: Artifactory's, which drops what stands before `/v2`. */
  link?: (last: number, n: number) => string | undefined;
  most?: number;
}

/** Lists names by the number of those before, as Artifactory does. */
async function serve({ count, link, most = Infinity }: Paging) {
  const all = names(count);
  return tests.serve(({ path, query }) => {
    if (!path.startsWith('/api/docker/key/v2/')) {
      return undefined;
    }
    const last = query.get('last') ?? '0';
    if (!/^\d+$/.test(last)) {
      return { code: 400 };
    }
    const start = Number(last);
    const n = Math.min(Number(query.get('n') ?? count), most);
    const items = all.slice(start, start + n);
    const end = start + items.length;
    const target = link
      ? link(end, n)
      : `</v2/app/tags/list?last=${end}&n=${n}>`;
    return {
      ...(end < count &&
        target && { headers: { link: `${target}; rel="next"` } }),
      body: path.endsWith('/_catalog')
        ? { repositories: items }
        : { name: 'app', tags: items },
    };
  });
}

function clientOf(server: { url: string }): OciClient {
  return tests.client(`${server.url}/api/docker/key`, { pagesByOffset: true });
}

async function tagsOf(client: OciClient, from?: string) {
  const tags: string[] = [];
  let cursor = from;
  do {
    const page = await client.listTags('app', { signal, cursor, limit: 1_000 });
    tags.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return tags;
}

async function catalogueOf(client: OciClient) {
  const all: string[] = [];
  for await (const { items } of client.listRepositories({ signal })) {
    all.push(...items);
  }
  return all;
}

describe('pagesByOffset', () => {
  it('takes the number from the Link, and keeps its own address (facts 8, 18)', async () => {
    const server = await serve({ count: 2_500 });
    expect(await tagsOf(clientOf(server))).toEqual(names(2_500));
    expect(
      server.requests
        .filter(({ path }) => path.endsWith('/tags/list'))
        .map(({ path, query }) => `${path}?${query}`),
    ).toEqual([
      '/api/docker/key/v2/app/tags/list?n=1000',
      '/api/docker/key/v2/app/tags/list?last=1000&n=1000',
      '/api/docker/key/v2/app/tags/list?last=2000&n=1000',
    ]);
    expect(await catalogueOf(clientOf(server))).toEqual(names(2_500));
  });

  it('counts for itself where a full page comes without a Link (fact 18)', async () => {
    const server = await serve({ count: 2_500, link: () => undefined });
    const client = clientOf(server);
    expect(await tagsOf(client)).toEqual(names(2_500));
    expect(await catalogueOf(client)).toEqual(names(2_500));
  });

  it('ends where the last page is exactly full (fact 18)', async () => {
    const server = await serve({ count: 2_000, link: () => undefined });
    expect(await tagsOf(clientOf(server))).toEqual(names(2_000));
  });

  it('goes on behind the page whose cursor it is given', async () => {
    const server = await serve({ count: 1_500 });
    const client = clientOf(server);
    const first = await client.listTags('app', { signal, limit: 1_000 });
    expect(await tagsOf(clientOf(server), first.cursor)).toEqual(
      names(1_500).slice(1_000),
    );
  });

  it('takes all at once from a registry that does not page', async () => {
    const all = names(3_000);
    const server = await tests.serve(() => ({ body: { tags: all } }));
    const { items, cursor } = await clientOf(server).listTags('app', {
      signal,
      limit: 100,
    });
    expect([items.length, cursor]).toEqual([3_000, undefined]);
  });

  it('does not count what is sent once more for new', async () => {
    const all = names(1_000);
    const server = await tests.serve(() => ({
      body: { repositories: all, tags: all },
    }));
    expect(await tagsOf(clientOf(server))).toEqual(all);
  });

  it.each<[string, Paging['link']]>([
    ['stands still', () => '</v2/app/tags/list?last=1000>'],
    [
      'goes to and fro',
      last => `</v2/app/tags/list?last=${last === 1_000 ? 1_500 : 1_000}>`,
    ],
    ['goes back to the beginning', () => '</v2/app/tags/list?last=0>'],
  ])('leaves a list that %s (fact 18)', async (_, link) => {
    const server = await serve({ count: 1_000_000, link, most: 1_000 });
    const failure = { code: 'BAD_RESPONSE' };
    await expect(tagsOf(clientOf(server))).rejects.toMatchObject(failure);
    await expect(catalogueOf(clientOf(server))).rejects.toMatchObject(failure);
    expect(server.requests.length).toBeLessThan(20);
  });
});
