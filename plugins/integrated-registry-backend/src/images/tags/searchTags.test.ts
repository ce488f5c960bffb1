import { pageOf } from './pageOf';
import { packTags } from './TagTable';

const names = [
  '1.40.0',
  '1.4.2-alpine',
  'v1.4.10',
  '21.4.1',
  '1.4.2',
  '3.19-Alpine',
  'myalpine-9',
  'rc1.4',
  'alpine-1.4',
  '1',
  '24.04',
  '2024-01-31',
  'latest',
];

const ask = (
  query: { q?: string; line?: string; limit?: number; cursor?: string },
  list: readonly string[] = names,
) =>
  pageOf(
    {
      value: {
        ...packTags(list.map(name => ({ name }))),
        complete: true,
        gaps: [],
      },
      readAt: 0,
    },
    { repository: 'team/app', limit: 50, sort: 'newest', ...query },
  );
const found = async (q: string) =>
  (await ask({ q })).items.map(({ name }) => name);

describe('search in tags', () => {
  const ofLine = ['v1.4.10', '1.4.2', '1.4.2-alpine'];

  it.each([
    ['1.4', [...ofLine, '1.40.0', 'alpine-1.4', 'rc1.4', '21.4.1']],
    ['v1.4', [...ofLine, '1.40.0', 'alpine-1.4', 'rc1.4', '21.4.1']],
    ['1.4.*', [...ofLine, '1.40.0', 'alpine-1.4', 'rc1.4', '21.4.1']],
    ['1.4.x', [...ofLine, '1.40.0', 'alpine-1.4', 'rc1.4', '21.4.1']],
    ['alpine', ['alpine-1.4', '3.19-Alpine', '1.4.2-alpine', 'myalpine-9']],
    ['ALPINE', ['alpine-1.4', '3.19-Alpine', '1.4.2-alpine', 'myalpine-9']],
    ['alpine 1.4', ['1.4.2-alpine', 'alpine-1.4']],
    ['1.4  alpine', ['1.4.2-alpine', 'alpine-1.4']],
    ['registry.example.com:5000/team/app:1.4.2', ['1.4.2', '1.4.2-alpine']],
    ['2024', ['2024-01-31']],
    ['alpine debian', []],
    ['标签', []],
  ])('for “%s” has what begins with it first', async (q, expected) => {
    expect(await found(q)).toEqual(expected);
  });

  it('pages in the same order', async () => {
    const all = await found('1.4');
    const paged: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await ask({ q: '1.4', limit: 2, cursor });
      expect(page.totalItems).toBe(all.length);
      paged.push(...page.items.map(({ name }) => name));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(paged).toEqual(all);
  });
});

describe('version lines', () => {
  it('are those of the whole list, newest first, as they are written', async () => {
    const lines = [
      { line: '24.04', tags: 1 },
      { line: '21.4', tags: 1 },
      { line: '3.19', tags: 1 },
      { line: '1.40', tags: 1 },
      { line: '1.4', tags: 3 },
    ];
    const first = await ask({ limit: 1 });
    expect(first.lines).toEqual(lines);
    expect(first).not.toHaveProperty('moreLines');
    const chosen = await ask({ line: '1.4' });
    expect(chosen.items.map(({ name }) => name)).toEqual([
      'v1.4.10',
      '1.4.2',
      '1.4.2-alpine',
    ]);
    expect(chosen).toMatchObject({ totalItems: 3, lines });
    const next = await ask({ limit: 1, cursor: first.nextCursor });
    expect(next).not.toHaveProperty('lines');
  });

  it('count what is found, and are searched in', async () => {
    const page = await ask({ q: 'alpine', line: '1.4' });
    expect(page.items.map(({ name }) => name)).toEqual(['1.4.2-alpine']);
    expect(page.lines).toEqual([
      { line: '3.19', tags: 1 },
      { line: '1.4', tags: 1 },
    ]);
  });

  it('are the newest twenty, and tell that there are more', async () => {
    const list = Array.from({ length: 3_000 }, (_, at) => `2.${at >> 1}.${at}`);
    const { lines, moreLines } = await ask({}, list);
    expect(lines).toEqual(
      Array.from({ length: 20 }, (_, at) => ({
        line: `2.${1_499 - at}`,
        tags: 2,
      })),
    );
    expect(moreLines).toBe(true);
  });

  it('are none where no tag is a version of two numbers', async () => {
    const hashes = [
      'latest',
      'a1b2c3d',
      '20240131',
      '7',
      `1.${'9'.repeat(100)}`,
    ];
    expect(await ask({}, hashes)).not.toHaveProperty('lines');
  });
});
