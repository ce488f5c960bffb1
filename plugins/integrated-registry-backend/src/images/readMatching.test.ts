import { readMatching } from './readMatching';

/** Repositories of which each hundredth is a team's. */
const index = Array.from({ length: 10_000 }, (_, at) => ({
  name: `${at % 100 === 99 ? 'team' : 'other'}/app-${at}`,
}));

const read = jest.fn(
  async (cursor: string | undefined, { limit }: { limit: number }) => {
    const from = Number(cursor ?? 0);
    const next = from + limit;
    return {
      items: index.slice(from, next),
      ...(next < index.length && { nextCursor: String(next) }),
      totalItems: index.length,
    };
  },
);

beforeEach(() => read.mockClear());

const gather = async (globs: string[]) => {
  const names: string[] = [];
  let cursor: string | undefined;
  let pages = 0;
  do {
    const page: Awaited<ReturnType<typeof readMatching<{ name: string }>>> =
      await readMatching({ repositories: globs, cursor, limit: 50 }, read);
    expect(page.items.length).toBeLessThanOrEqual(50);
    names.push(...page.items.map(({ name }) => name));
    cursor = page.nextCursor;
    pages += 1;
  } while (cursor !== undefined);
  return { names, pages };
};

describe('a page of the repositories that a template allows', () => {
  it.each([
    ['few', ['team/*'], 100],
    ['none', ['nobody/*'], 0],
    ['nearly all', ['other/*'], 9_900],
  ])('is read in bounded steps where it allows %s', async (_, globs, count) => {
    const { names, pages } = await gather(globs);
    expect(names).toHaveLength(count);
    expect(new Set(names).size).toBe(count);
    expect(read.mock.calls.length / pages).toBeLessThanOrEqual(20);
    expect(read.mock.calls.length).toBeLessThan(500);
  });

  it('has a number of those left out only where all were read', async () => {
    const repositories = ['team/*'];
    const [page, whole] = await Promise.all([
      readMatching({ repositories, limit: 50 }, read),
      readMatching({ repositories, limit: 50 }, async () => ({
        items: index.slice(0, 100),
      })),
    ]);
    expect(page).not.toHaveProperty('totalItems');
    expect(page).not.toHaveProperty('leftOut');
    expect(whole).toMatchObject({ totalItems: 1, leftOut: 99 });
  });
});
