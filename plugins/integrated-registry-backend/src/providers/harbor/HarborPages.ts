import {
  message,
  Text,
  worded,
} from 'backstage-plugin-integrated-registry-common';
import {
  RegistryError,
  RegistryGap,
} from 'backstage-plugin-integrated-registry-node';

/** One page of a list. */
export interface HarborPage<T> {
  items: T[];
  /** Of the whole list, where Harbor tells. */
  total?: number;
}

/** More is refused with 422, and 0 or -1 brings everything with a link that never ends. */
export const PAGE_SIZE = 100;

/** Where to go on in a list that is read from its end to its beginning. */
export interface HarborPosition {
  /** The page that was read last. */
  page: number;
  size: number;
  /** Of the list when it was begun. */
  total: number;
}

export interface ReadHarborPage<T> {
  items: T[];
  /** Absent where nothing follows. */
  position?: HarborPosition;
  /** Said with the last page, where the list may not be as it was read. */
  doubt?: 'CHANGED' | 'PAGING';
}

type Read<T> = (page: number, size: number) => Promise<HarborPage<T>>;

/**
 * A list by page numbers, in the order in which things came into being, from its end to its
 * beginning. What is deleted meanwhile moves the others towards the beginning, which is still to be
 * read, and what comes into being comes behind: nothing is missed.
 *
 * Some proxies allow less on a page than Harbor does. Then the first page tells how much.
 *
 * @param keyOf - what two entries have in common that are the same
 */
export async function* readBackwards<T>(
  read: Read<T>,
  keyOf: (item: T) => string,
  from?: HarborPosition,
): AsyncGenerator<ReadHarborPage<T>, void, undefined> {
  let position = from;
  let counted = 0;
  if (!position) {
    const first = await read(1, PAGE_SIZE);
    const { total = await countForwards(read, first) } = first;
    const size = sizeOf(first.items.length, total);
    if (total <= first.items.length || size === 0) {
      const short = first.items.length < total;
      yield { items: first.items, ...(short && { doubt: 'PAGING' }) };
      return;
    }
    position = { page: Math.ceil(total / size) + 1, size, total };
  }
  const { size, total } = position;
  let before = new Set<string>();
  let believed = true;
  for (let page = position.page - 1; page >= 1; page -= 1) {
    const found = await read(page, size);
    if (found.items.length === 0 && page > 1 && believed) {
      // The total says more than there is: count, lest every page of it be asked for.
      believed = false;
      const first = await read(1, size);
      const real = await countForwards(read, first, size);
      page = Math.min(page, Math.ceil(real / size) + 1);
      continue;
    }
    const keys = new Set(found.items.map(keyOf));
    for (const key of keys) {
      counted += before.has(key) ? 0 : 1;
    }
    before = keys;
    const now = found.total ?? total;
    const doubt = page === 1 && doubtAbout(total, now, !from && counted);
    yield {
      items: found.items,
      ...(page > 1 && { position: { page, size, total } }),
      ...(doubt && { doubt }),
    };
  }
}

/** How much a page has: as much as was asked for, or what is allowed. */
export function sizeOf(given: number, total: number): number {
  return given < PAGE_SIZE && given < total ? given : PAGE_SIZE;
}

function doubtAbout(
  total: number,
  now: number,
  counted: number | false,
): 'CHANGED' | 'PAGING' | undefined {
  if (counted !== false && counted < Math.min(total, now)) {
    return 'PAGING';
  }
  return now < total ? 'CHANGED' : undefined;
}

/** A proxy may keep the header with the number from us. */
export async function countForwards<T>(
  read: Read<T>,
  first: HarborPage<T>,
  size = PAGE_SIZE,
): Promise<number> {
  let { length } = first.items;
  let count = length;
  let same = JSON.stringify(first.items.slice(0, 3));
  for (let page = 2; length === size; page += 1) {
    const { items } = await read(page, size);
    const begins = JSON.stringify(items.slice(0, 3));
    if (items.length > 0 && begins === same) {
      throw new RegistryError('BAD_RESPONSE', {
        message: message('HARBOR_PAGE_REPEATED', { page: String(page) }),
      });
    }
    same = begins;
    length = items.length;
    count += length;
  }
  return count;
}

/** @param what - as in "while ... was read": `the list of projects` */
export function gapOf(
  doubt: 'CHANGED' | 'PAGING',
  scope: RegistryGap['scope'],
  what: Text,
): RegistryGap {
  return doubt === 'CHANGED'
    ? worded({
        scope,
        code: 'CHANGED',
        message: message('HARBOR_LIST_CHANGED', { what }),
        remedy: message('HARBOR_WAIT_FOR_CRAWL'),
      })
    : worded({
        scope,
        code: 'PAGING',
        message: message('HARBOR_MORE_THAN_PAGES', { what }),
        remedy: message('HARBOR_CHECK_PAGING'),
      });
}
