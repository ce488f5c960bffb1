import {
  RegistryTag,
  RegistryTagPage,
} from 'backstage-plugin-integrated-registry-node';
import { gatherTags } from './gatherTags';

const { signal } = new AbortController();

/** A registry of one list, whose pages are asked for by their number. */
function registry(pageOf: (page: number) => Partial<RegistryTagPage>) {
  const listTags = jest.fn(
    async (
      _repository: string,
      { cursor = '0' }: { cursor?: string },
    ): Promise<RegistryTagPage> => ({
      items: [],
      order: 'none',
      ...pageOf(Number(cursor)),
    }),
  );
  return {
    listTags,
    gather: () =>
      gatherTags(
        { listTags } as unknown as Parameters<typeof gatherTags>[0],
        'team/app',
        signal,
      ),
  };
}

const named = (count: number, page: number): RegistryTag[] =>
  Array.from({ length: count }, (_, at) => ({ name: `${page}.${at}` }));

describe('gathering tags', () => {
  it('reads pages of 50 to the end', async () => {
    const { gather, listTags } = registry(page => ({
      items: named(50, page),
      ...(page < 39 && { cursor: String(page + 1) }),
    }));
    const { names, size, complete, gaps, ...rest } = await gather();
    expect({ size, complete, gaps, rest }).toEqual({
      size: 2_000,
      complete: true,
      gaps: [],
      rest: {},
    });
    expect(names.split(' ')).toHaveLength(2_001);
    expect(listTags).toHaveBeenCalledTimes(40);
  });

  it.each([
    ['of pages of 50', 50, 2_000, 100_000],
    ['of pages of 20', 20, 2_000, 40_000],
    ['of pages of 5,000', 5_000, 21, 100_000],
  ])('ends a list without end, %s', async (_, count, pages, size) => {
    const { gather, listTags } = registry(page => ({
      items: named(count, page),
      cursor: String(page + 1),
    }));
    expect(await gather()).toMatchObject({
      size,
      complete: false,
      gaps: [{ code: 'LIMIT' }],
    });
    expect(listTags).toHaveBeenCalledTimes(pages);
  });

  it('ends a list that brings nothing new', async () => {
    const { gather, listTags } = registry(page => ({
      items: named(50, 0),
      cursor: String(page + 1),
    }));
    expect(await gather()).toMatchObject({
      size: 50,
      complete: false,
      gaps: [{ code: 'PAGING' }],
    });
    expect(listTags).toHaveBeenCalledTimes(11);
  });

  it('keeps what is known of each tag beside its name', async () => {
    const pushedAt = '2026-01-01T00:00:00.000Z';
    const { gather } = registry(() => ({
      items: [{ name: 'a', pushedAt }, { name: 'b' }, { name: 'a' }],
    }));
    expect(await gather()).toMatchObject({
      names: 'a b ',
      facts: [{ pushedAt }, {}],
    });
  });
});
