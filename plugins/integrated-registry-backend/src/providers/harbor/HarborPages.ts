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
  /** How many entries are left out, because the portal does not read answers as large as theirs. */
  left?: number;
  /** Of pages that can be read, where this one was too large for a whole. */
  size?: number;
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
  /** As of `HarborPage`. */
  left?: number;
}

/** Reads a page, from 1 on, of so many entries. */
export type ReadHarbor<T> = (
  page: number,
  size: number,
) => Promise<HarborPage<T>>;

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
  read: ReadHarbor<T>,
  keyOf: (item: T) => string,
  from?: HarborPosition,
): AsyncGenerator<ReadHarborPage<T>, void, undefined> {
  let position = from;
  let counted = 0;
  if (!position) {
    const first = await read(1, PAGE_SIZE);
    const { total = await countForwards(read, first) } = first;
    const size = sizeOf(first, total);
    if (total <= entriesOf(first) || size === 0) {
      const short = entriesOf(first) < total;
      yield { ...readOf(first), ...(short && { doubt: 'PAGING' }) };
      return;
    }
    position = { page: Math.ceil(total / size) + 1, size, total };
  }
  const { size, total } = position;
  let before = new Set<string>();
  let believed = true;
  for (let page = position.page - 1; page >= 1; page -= 1) {
    const found = await read(page, size);
    if (entriesOf(found) === 0 && page > 1 && believed) {
      // The total says more than there is: count, lest every page of it be asked for.
      believed = false;
      const first = await read(1, size);
      const real = await countForwards(read, first, size);
      page = Math.min(page, Math.ceil(real / size) + 1);
      continue;
    }
    counted += found.left ?? 0;
    const keys = new Set(found.items.map(keyOf));
    for (const key of keys) {
      counted += before.has(key) ? 0 : 1;
    }
    before = keys;
    const now = found.total ?? total;
    const doubt = page === 1 && doubtAbout(total, now, !from && counted);
    yield {
      ...readOf(found),
      ...(page > 1 && { position: { page, size, total } }),
      ...(doubt && { doubt }),
    };
  }
}

function readOf<T>({ items, left }: HarborPage<T>): ReadHarborPage<T> {
  return { items, ...(left !== undefined && { left }) };
}

/** How many entries of the list a page stands for. */
export function entriesOf({ items, left = 0 }: HarborPage<unknown>): number {
  return items.length + left;
}

/** How much a page has: as much as was asked for, what is allowed, or what can be read. */
export function sizeOf(first: HarborPage<unknown>, total: number): number {
  const given = first.items.length;
  return first.size ?? (given < PAGE_SIZE && given < total ? given : PAGE_SIZE);
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
  read: ReadHarbor<T>,
  first: HarborPage<T>,
  size = PAGE_SIZE,
): Promise<number> {
  let length = entriesOf(first);
  let count = length;
  let same = JSON.stringify(first.items.slice(0, 3));
  for (let page = 2; length === size; page += 1) {
    const found = await read(page, size);
    const { items } = found;
    const begins = JSON.stringify(items.slice(0, 3));
    if (items.length > 0 && begins === same) {
      throw new RegistryError('BAD_RESPONSE', {
        message: message('HARBOR_PAGE_REPEATED', { page: String(page) }),
      });
    }
    same = begins;
    length = entriesOf(found);
    count += length;
  }
  return count;
}

/** What a list lacks by its pages. @param what - as in "while ... was read": `the list of projects` */
export function gapsOf(
  { doubt, left = 0 }: Pick<ReadHarborPage<unknown>, 'doubt' | 'left'>,
  scope: RegistryGap['scope'],
  what: Text,
): RegistryGap[] {
  return [
    ...(doubt ? [doubtGap(doubt, scope, what)] : []),
    ...(left > 0
      ? [
          worded({
            scope,
            code: 'TOO_LARGE' as const,
            count: left,
            message: message('HARBOR_ENTRIES_TOO_LARGE', { what }),
            remedy: message(
              scope.kind === 'repository'
                ? 'HARBOR_PUSH_WITH_LESS'
                : 'HARBOR_SHORTEN_DESCRIPTIONS',
            ),
          }),
        ]
      : []),
  ];
}

function doubtGap(
  doubt: 'CHANGED' | 'PAGING',
  scope: RegistryGap['scope'],
  what: Text,
): RegistryGap {
  return doubt === 'CHANGED'
    ? worded({
        scope,
        code: 'CHANGED',
        message: message('HARBOR_LIST_CHANGED', { what }),
        remedy: message(
          scope.kind === 'repository'
            ? 'HARBOR_LIST_TAGS_AGAIN'
            : 'HARBOR_WAIT_FOR_CRAWL',
        ),
      })
    : worded({
        scope,
        code: 'PAGING',
        message: message('HARBOR_MORE_THAN_PAGES', { what }),
        remedy: message('HARBOR_CHECK_PAGING'),
      });
}
