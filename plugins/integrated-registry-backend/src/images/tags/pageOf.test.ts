import {
  TagList,
  TagListQuery,
} from 'backstage-plugin-integrated-registry-common';
import { hurtfulNames, seeded } from './__testUtils__/hurtfulNames';
import { pageOf } from './pageOf';
import { TagConventions } from './TagConventions';
import { nameKey, tagKey } from './tagKey';
import { GatheredTags, packTags, TagTable } from './TagTable';

const COUNT = 300;

const listOf = (names: readonly string[]): GatheredTags => ({
  ...packTags(names.map(name => ({ name }))),
  complete: true,
  gaps: [],
});
const ask = (value: GatheredTags, query: Partial<TagListQuery> = {}) =>
  pageOf(
    { value, readAt: 0 },
    { repository: 'team/app', limit: 200, sort: 'newest', ...query },
  );
const namesOf = ({ items }: TagList) => items.map(({ name }) => name);

/** All pages one after the other, of so many tags in turn. */
async function walk(
  value: GatheredTags,
  query: Partial<TagListQuery> = {},
  limits: readonly number[] = [1, 50, 200],
): Promise<string[]> {
  const names: string[] = [];
  let cursor: string | undefined;
  let pages = 0;
  do {
    const limit = limits[pages % limits.length];
    const page: TagList = await ask(value, { ...query, limit, cursor });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    names.push(...namesOf(page));
    cursor = page.nextCursor;
    pages += 1;
  } while (cursor !== undefined);
  return names;
}

const byBytes = (a: string, b: string) => (a < b ? -1 : Number(a > b));
function sortedBy(names: readonly string[], keyOf: (name: string) => string) {
  return [...names].sort(
    (a, b) => byBytes(keyOf(a), keyOf(b)) || byBytes(a, b),
  );
}

/** In an order of no meaning, always the same. */
function shuffled(names: readonly string[]): string[] {
  const random = seeded(11);
  return names
    .map(name => ({ name, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ name }) => name);
}

describe('pages of tags', () => {
  const lists = Object.entries(hurtfulNames(COUNT));

  it.each(lists)(
    'of %s are together the whole list in order',
    async (_, names) => {
      const list = listOf(shuffled(names));
      const conventions = await TagConventions.of(
        names.map(name => ({ name })),
      );
      expect(await walk(list)).toEqual(
        sortedBy(names, name => tagKey(name, conventions)),
      );
      const byName = sortedBy(names, nameKey);
      expect(await walk(list, { sort: 'name' })).toEqual(byName);
      expect(await walk(list, { sort: '-name' })).toEqual(byName.reverse());
    },
  );

  it('of all kinds together are the whole list in order', async () => {
    const names = lists.flatMap(([, some]) => some.slice(0, 60));
    const conventions = await TagConventions.of(names.map(name => ({ name })));
    expect(await walk(listOf(shuffled(names)), {}, [200])).toEqual(
      sortedBy(names, name => tagKey(name, conventions)),
    );
  });

  it('are by push time only where the time of every tag is known', async () => {
    const timed = (name: string, pushedAt?: string) => ({
      name,
      ...(pushedAt && { pushedAt: `${pushedAt}T00:00:00.000Z` }),
    });
    const tags = [
      timed('b', '2026-01-01'),
      timed('c', '2026-02-01'),
      timed('a', '2026-01-01'),
    ];
    const list = { ...packTags(tags), complete: true, gaps: [] };
    expect((await ask(list)).sortedBy).toBe('pushedAt');
    expect(await walk(list)).toEqual(['c', 'a', 'b']);
    const unknown = {
      ...packTags([...tags, timed('1.0.0')]),
      complete: true,
      gaps: [],
    };
    expect((await ask(unknown)).sortedBy).toBe('semver');
    expect(namesOf(await ask(unknown))[0]).toBe('1.0.0');
    expect((await ask(listOf([]))).sortedBy).toBe('semver');
  });

  it('go on behind a tag that is gone, and leave out none while others come', async () => {
    const before = ['5.0.0', '4.0.0', '3.0.0', '2.0.0', '1.0.0'];
    const { nextCursor } = await ask(listOf(before), { limit: 3 });
    const after = listOf(['6.0.0', '5.0.0', '2.5.0', '2.0.0', '1.0.0']);
    expect(namesOf(await ask(after, { cursor: nextCursor }))).toEqual([
      '2.5.0',
      '2.0.0',
      '1.0.0',
    ]);
  });

  it('have tags that rules refuse behind the others, over all pages', async () => {
    const list = listOf(shuffled(hurtfulNames(2_000).versions));
    const rules = { semverRange: '>=5 <9' };
    const first = await ask(list, { ...rules, limit: 1 });
    const names = await walk(list, rules);
    expect(names).toHaveLength(first.totalItems ?? 0);
    const allowed = names.slice(0, first.allowedItems);
    expect(allowed.every(name => /^\D*[5-8]\./.test(name))).toBe(true);
    expect(allowed.length).toBeGreaterThan(10);
    const conventions = TagConventions.none;
    expect(allowed).toEqual(
      sortedBy(allowed, name => tagKey(name, conventions)),
    );
  });
});

describe('what a page costs', () => {
  /** How many names are looked at as texts. */
  async function textsFor(names: readonly string[]): Promise<number> {
    const list = listOf(names);
    const name = jest.spyOn(TagTable.prototype, 'name');
    await ask(list, { limit: 50 });
    const { length } = name.mock.calls;
    name.mockRestore();
    return length;
  }

  it('is a few names of a hundred thousand versions', async () => {
    const names = Array.from({ length: 100_000 }, (_, at) => `2.${at}.0`);
    expect(await textsFor(shuffled(names))).toBeLessThan(200);
    expect(await textsFor(names)).toBeLessThan(200);
  });

  it.each(Object.entries(hurtfulNames(COUNT)))(
    'is each name of %s a few times',
    async (_, names) => {
      expect(await textsFor(names)).toBeLessThanOrEqual(3 * names.length + 200);
    },
  );
});
