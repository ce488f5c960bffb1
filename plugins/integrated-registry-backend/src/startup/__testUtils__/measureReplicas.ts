import { Replica } from '../../__testUtils__/databaseSettings';
import { crawled } from '../../__testUtils__/integrate';
import { ListedRegistries } from '../../__testUtils__/ListedRegistries';
import { startPortal, TestPortal } from '../../__testUtils__/startPortal';

/** What a row says where all went well. */
export const YES = 'yes';
const names = Array.from(
  { length: 120 },
  (_, at) => `team-${at % 7}/back-end_${String(at).padStart(3, '0')}`,
);

/** A line of the table in docs/operate.md. */
export interface Row {
  title: string;
  start: string;
  crawl: string;
  search: string;
  writes: string;
}

/** What portals on one database do, at once where there are several. */
export async function measureReplicas(
  title: string,
  replicas: readonly Replica[],
): Promise<{ row: Row; warnings: string[] }> {
  const registries = new ListedRegistries();
  const registry = registries.add(
    'listed.example.com',
    names.map(name => ({ name })),
  );
  registry.pageSize = 25;
  const started = await Promise.allSettled(
    replicas.map(({ knex }) =>
      startPortal({ knex, features: [registries.feature] }),
    ),
  );
  const portals = started.flatMap(one =>
    one.status === 'fulfilled' ? [one.value] : [],
  );
  const refused = started.flatMap(one =>
    one.status === 'rejected' ? [String(one.reason)] : [],
  );
  try {
    expect(refused).toEqual([]);
    const at = (count: number) => portals[count % portals.length];
    const row = {
      title,
      start: YES,
      crawl: await crawl(at),
      search: await search(at),
      writes: await write(at),
    };
    const warnings = portals.flatMap(({ logged }) =>
      logged.filter(line => /^(warn|error) /.test(line)),
    );
    return { row, warnings };
  } finally {
    for (const portal of portals) {
      await portal.stop();
    }
  }
}

type At = (count: number) => TestPortal;

async function crawl(at: At): Promise<string> {
  const { status, body } = await at(0).call(
    'priya',
    'POST /integrations?verify=false',
    {
      workspace: 'group:default/payments',
      type: 'listed',
      name: 'Registry',
      url: 'https://listed.example.com',
    },
  );
  expect([status, body]).toEqual([201, expect.anything()]);
  // All replicas are asked for one crawl at once.
  await Promise.all(
    [0, 1].map(count =>
      at(count).call('priya', `POST /integrations/${body.id}/refresh`),
    ),
  );
  const { repositoryIndex } = await crawled(at(1), body.id);
  expect(repositoryIndex).toMatchObject({
    state: 'finished',
    repositories: names.length,
    complete: true,
  });
  return YES;
}

/** By the starts of words, by what is in the middle of them, page by page and in order. */
async function search(at: At): Promise<string> {
  for (const q of ['', 'team-3', 'back', 'ack-end_01', 'am-5']) {
    const expected = names.filter(name => name.includes(q)).sort();
    if (q === 'back') {
      // By what begins with the word: the number behind the last slash is each one's own.
      expected.sort((a, b) => (a.slice(-3) < b.slice(-3) ? -1 : 1));
    }
    for (const count of [0, 1]) {
      const found: string[] = [];
      let cursor = '';
      do {
        const { status, body } = await at(count).call(
          'marco',
          `GET /repositories?workspace=group:default/payments&limit=9&q=${encodeURIComponent(
            q,
          )}${cursor && `&cursor=${cursor}`}`,
        );
        expect([status, body]).toEqual([200, expect.anything()]);
        found.push(...body.items.map((item: { name: string }) => item.name));
        cursor = body.nextCursor ?? '';
      } while (cursor);
      expect([q, found]).toEqual([q, expected]);
    }
  }
  return YES;
}

/** Twelve uses of one component, six changes of one integration, checks and a crawl, all at once. */
async function write(at: At): Promise<string> {
  const use = (count: number) =>
    at(count).call('marco', 'POST /image-uses', {
      workspace: 'group:default/payments',
      reference: `listed.example.com/${names[0]}:1.${count}`,
      usedBy: 'component:default/shop',
    });
  const {
    body: { items },
  } = await at(0).call(
    'priya',
    'GET /integrations?workspace=group:default/payments',
  );
  const [{ id }] = items;
  const { body: before } = await at(0).call('priya', `GET /integrations/${id}`);
  const [uses, changes, refreshed] = await Promise.all([
    Promise.all(Array.from({ length: 12 }, (_, count) => use(count))),
    Promise.all(
      Array.from({ length: 6 }, (_, count) =>
        at(count).call(
          'priya',
          `PATCH /integrations/${id}`,
          { description: `Change ${count}` },
          { 'If-Match': before.etag },
        ),
      ),
    ),
    Promise.all(
      [0, 1].map(count =>
        at(count).call('priya', `POST /integrations/${id}/refresh`),
      ),
    ),
  ]);
  expect(uses.map(({ status }) => status)).toEqual(uses.map(() => 201));
  expect(changes.map(({ status }) => status).sort()).toEqual([
    200, 409, 409, 409, 409, 409,
  ]);
  expect(refreshed.map(({ status }) => status)).toEqual([202, 202]);
  const { body: list } = await at(1).call(
    'marco',
    'GET /image-uses?workspace=group:default/payments',
  );
  expect(list.items).toHaveLength(1);
  expect((await crawled(at(0), id)).repositoryIndex).toMatchObject({
    state: 'finished',
    repositories: names.length,
  });
  return YES;
}
