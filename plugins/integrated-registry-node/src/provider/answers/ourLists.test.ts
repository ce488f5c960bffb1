import { digest, many, pagesOf, tagsOf } from '../__testUtils__/clientOf';
import { answerBounds } from './answerBounds';

describe('a page that a checked provider lists', () => {
  it('takes of a repository what makes sense', async () => {
    const [{ items }] = await pagesOf([
      {
        items: [
          {
            name: 'a',
            project: 'p\u202E',
            imageHost: 'registry.example.com:5000/docker',
            description: `d\n\u200B${'d'.repeat(100_000)}`,
            updatedAt: '2026-01-31T12:00:00+01:00',
            tagCount: 3,
            pullCount: 2 ** 52,
            visibility: 'public',
            more: 'x',
          },
          {
            name: 'b',
            project: 'p'.repeat(300),
            imageHost: 'a host',
            description: 5,
            updatedAt: 'yesterday',
            tagCount: 2 ** 31,
            pullCount: 2 ** 53,
            visibility: 'secret',
          },
          { name: 'c', project: {}, pullCount: -1, tagCount: 0.5 },
        ],
      },
    ]);
    expect(items).toEqual([
      {
        name: 'a',
        project: 'p‹U+202E›',
        imageHost: 'registry.example.com:5000/docker',
        description: `d ‹U+200B›${'d'.repeat(answerBounds.description - 11)}…`,
        updatedAt: '2026-01-31T11:00:00.000Z',
        tagCount: 3,
        pullCount: 2 ** 52,
        visibility: 'public',
      },
      { name: 'b', project: `${'p'.repeat(254)}…` },
      { name: 'c' },
    ]);
  });

  it.each([
    ['2026-01-31T12:00:00.5Z', '2026-01-31T12:00:00.500Z'],
    ['2026-01-31T12:00Z', '2026-01-31T12:00:00.000Z'],
    ['garbage', undefined],
    ['2026-01-31', undefined],
    ['2026-13-31T12:00:00Z', undefined],
    ['0001-01-01T00:00:00Z', undefined],
    ['1970-01-01T00:00:00Z', undefined],
    ['9999-12-31T23:59:59-23:59', undefined],
    [`2026-01-31T12:00:00.${'0'.repeat(100)}Z`, undefined],
    [1_700_000_000, undefined],
  ])('takes the moment %p for %p', async (pushedAt, known) => {
    const { items } = await tagsOf({ items: [{ name: '1.0', pushedAt }] });
    expect(items).toEqual([
      { name: '1.0', ...(known !== undefined && { pushedAt: known }) },
    ]);
  });

  it('takes of a tag what makes sense', async () => {
    const page = await tagsOf({
      items: [
        {
          name: 'a',
          digest,
          mediaType: 'application/vnd.oci.image.index.v1+json',
          sizeBytes: Number.MAX_SAFE_INTEGER,
          cached: false,
          platforms: [{ os: 'x'.repeat(200_000) }],
        },
        { name: 'b', mediaType: 'a/\u202Eb', sizeBytes: 2 ** 53, cached: 0 },
        { name: 'c', mediaType: 'x'.repeat(128), sizeBytes: NaN },
        { name: 'd', digest: 'sha256:ab', sizeBytes: '5' },
      ],
      order: 'pushedAt',
    });
    expect(page).toEqual({
      items: [
        {
          name: 'a',
          digest,
          mediaType: 'application/vnd.oci.image.index.v1+json',
          sizeBytes: Number.MAX_SAFE_INTEGER,
          cached: false,
        },
        { name: 'b' },
        { name: 'c' },
        { name: 'd' },
      ],
      order: 'pushedAt',
    });
    expect((await tagsOf({ items: [], order: 'odd' })).order).toBe('none');
  });

  it('takes a page up to its bounds, and counts the rest', async () => {
    const items = Array.from(
      { length: answerBounds.pageItems + 3 },
      (_, at) => ({
        name: `t${at}`,
      }),
    );
    const page = await tagsOf({ items });
    expect(page.items).toHaveLength(answerBounds.pageItems);
    expect(page.gaps).toEqual([
      {
        scope: { kind: 'repository', name: 'team/app' },
        code: 'LIMIT',
        count: 3,
        message: expect.stringContaining('100,000'),
        remedy: expect.any(String),
        wording: {
          message: { code: 'GAP_PAGE_LIMIT', params: { limit: 100_000 } },
          remedy: { code: 'GAP_CHECK_PAGING' },
        },
      },
    ]);
  });

  it('takes a page that is just within its bounds', async () => {
    const cursor = 'x'.repeat(answerBounds.cursor);
    const gaps = many(answerBounds.pageGaps, { code: 'REFUSED' });
    const page = await tagsOf({ items: [], cursor, gaps });
    expect(page.cursor).toBe(cursor);
    expect(page.gaps).toHaveLength(answerBounds.pageGaps);
    expect(await tagsOf({ items: [] })).toStrictEqual({
      items: [],
      order: 'none',
    });
    expect(await pagesOf([{ items: [] }])).toStrictEqual([{ items: [] }]);
  });

  it('counts a single entry that cannot be pulled, and says what to do', async () => {
    const { gaps } = await tagsOf({ items: [{ name: '' }], gaps: [null] });
    expect(gaps).toEqual([
      { scope: { kind: 'registry' }, code: 'PAGING', message: '', remedy: '' },
      {
        scope: { kind: 'repository', name: 'team/app' },
        code: 'INVALID_NAMES',
        count: 1,
        message: expect.any(String),
        remedy: expect.any(String),
        wording: {
          message: { code: 'GAP_INVALID_TAGS' },
          remedy: { code: 'GAP_PUSH_WITH_TAGS' },
        },
      },
    ]);
    const [page] = await pagesOf([{ items: [{ name: '' }] }]);
    expect(page.gaps).toEqual([
      {
        scope: { kind: 'registry' },
        code: 'INVALID_NAMES',
        count: 1,
        message: expect.any(String),
        remedy: expect.any(String),
        wording: {
          message: { code: 'GAP_INVALID_REPOSITORIES' },
          remedy: { code: 'GAP_PUSH_WITH_NAMES' },
        },
      },
    ]);
  });

  it.each(['pushedAt', 'name', 'none'])(
    'takes the order %s of tags',
    async order => {
      expect((await tagsOf({ items: [], order })).order).toBe(order);
    },
  );

  it.each([
    undefined,
    'tags',
    [],
    {},
    { items: {} },
    { items: [], cursor: 5 },
    { items: [], cursor: 'x'.repeat(answerBounds.cursor + 1) },
    { items: [], gaps: many(answerBounds.pageGaps + 1, {}) },
  ])('refuses what is no page: %#', async page => {
    const refusal = { name: 'RegistryError', code: 'BAD_RESPONSE' };
    await expect(tagsOf(page)).rejects.toMatchObject(refusal);
    await expect(pagesOf([page])).rejects.toMatchObject(refusal);
  });

  it('takes of a gap what makes sense, and keeps what it cannot read', async () => {
    const { gaps } = await tagsOf({
      items: [],
      gaps: [
        {
          scope: { kind: 'project', name: 'p\u202E' },
          code: 'REFUSED',
          message: `m\n${'m'.repeat(2_000)}`,
          remedy: 'r\u0000',
          permission: 'x'.repeat(300),
          count: 7,
          since: 'x',
        },
        { scope: 'here', code: 'ODD', count: -1 },
      ],
    });
    expect(gaps).toEqual([
      {
        scope: { kind: 'project', name: 'p‹U+202E›' },
        code: 'REFUSED',
        message: `m ${'m'.repeat(997)}…`,
        remedy: 'r‹U+0000›',
        permission: `${'x'.repeat(254)}…`,
        count: 7,
      },
      { scope: { kind: 'registry' }, code: 'PAGING', message: '', remedy: '' },
    ]);
  });
});
