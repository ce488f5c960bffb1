import { message, Text } from 'backstage-plugin-integrated-registry-common';
import { z } from 'zod';
import { RegistryError } from '../../errors';
import { TransportResponse } from '../../transport';
import { nextLink } from './nextLink';

const MAX_NAME_LENGTH = 2_048;
const name = z.string().max(MAX_NAME_LENGTH);

const pagePositionSchema = z.object({
  /** The query the registry named for this page; its own, whatever it is made of. */
  query: z.string().max(4_096).optional(),
  /** No `Link` came, but a page so full that there may be more: what `last` may be then. */
  last: name.optional(),
  /** How many pages came before. */
  page: z.number().int().positive(),
  /** How many items came before. */
  offset: z.number().int().nonnegative(),
  /** The first item of the whole list, and the last one before this page. */
  first: name.optional(),
  after: name.optional(),
  /** Were all items before this page in byte order? */
  sorted: z.boolean(),
});

/** Where to go on in a list. */
export type PagePosition = z.infer<typeof pagePositionSchema>;

/** More than any list has; an endless one has to end somewhere. */
const MAX_PAGES = 10_000;

/** @throws RegistryError `NOT_FOUND` where the cursor is not one of `formatCursor` */
export function parseCursor(cursor: string): PagePosition {
  try {
    return pagePositionSchema.parse(JSON.parse(cursor));
  } catch {
    throw new RegistryError('NOT_FOUND', {
      message: message('NO_SUCH_PAGE'),
      remedy: message('START_LIST_AGAIN'),
    });
  }
}

export function formatCursor(position: PagePosition): string {
  return JSON.stringify(position);
}

/** What identifies the position for the registry. */
export function positionQuery({ query, last }: PagePosition): string {
  return JSON.stringify([query, last]);
}

/** A page as it came, and what was asked for. */
export interface ReadPage {
  items: readonly string[];
  limit: number | undefined;
  position: PagePosition | undefined;
  what: Text;
  /** `last` counts the items before the page. */
  offsets?: boolean;
}

/**
 * Finds where a list goes on. With a `Link` it goes on, however short the page was; without one it
 * may go on where the page is exactly as full as was asked for, because some servers page without
 * telling. What `last` is then, a name or a number, depends on the registry.
 *
 * Source: OCI distribution specification 1.1, section "Listing Tags"; RFC 8288, section 3.
 *
 * @returns `unreadable` where there is a next page which cannot be asked for
 * @throws RegistryError `BAD_RESPONSE` where the list does not advance
 */
export function nextPosition(
  response: TransportResponse,
  read: ReadPage,
): PagePosition | 'unreadable' | undefined {
  const { items, limit, position, what, offsets } = read;
  const link = nextLink(response.headers.get('link'));
  if (link === 'unreadable') {
    return link;
  }
  const after = shortOf(items.at(-1) ?? position?.after);
  const first = position?.first ?? shortOf(items[0]);
  const next: PagePosition = {
    page: (position?.page ?? 0) + 1,
    offset: (position?.offset ?? 0) + items.length,
    sorted: (position?.sorted ?? true) && isSorted(items, position?.after),
    ...(first !== undefined && { first }),
    ...(after !== undefined && { after }),
  };
  if (link === undefined) {
    // A registry that sent a Link before has said now that this is the end.
    const pagesByLink = position?.query !== undefined;
    const total = totalOf(response);
    const full =
      total === undefined ? items.length === limit : next.offset < total;
    if (!full || items.length === 0 || pagesByLink) {
      return total !== undefined && next.offset < total
        ? 'unreadable'
        : undefined;
    }
    const last = offsets ? String(next.offset) : after;
    return last === undefined ? 'unreadable' : { ...next, last };
  }
  const stands = link.query === position?.query;
  const goesBack =
    offsets && lastOf(link.query) <= lastOf(position?.query ?? 'last=0');
  if (stands || goesBack || next.page >= MAX_PAGES) {
    throw endless(what);
  }
  return { ...next, query: link.query };
}

/**
 * Does a page show what came before it? Then the registry has not gone where it was asked to go.
 *
 * @param items - of the page at the position
 */
export function repeats(
  items: readonly string[],
  position: PagePosition,
): boolean {
  const { first, after, sorted } = position;
  const before = [first, after].filter(item => item !== undefined);
  return (
    before.some(item => items.includes(item)) ||
    (sorted && after !== undefined && items.length > 0 && items[0] <= after)
  );
}

export function endless(what: Text): RegistryError {
  return new RegistryError('BAD_RESPONSE', {
    message: message('LIST_ENDLESS', { what }),
    remedy: message('CHECK_PAGING_OR_PROXY'),
  });
}

function isSorted(items: readonly string[], after?: string): boolean {
  let before = after;
  return items.every(item => {
    const follows = before === undefined || before < item;
    before = item;
    return follows;
  });
}

/** Whatever is longer is no name, and would make the position long. */
function shortOf(item: string | undefined): string | undefined {
  return item !== undefined && item.length <= MAX_NAME_LENGTH
    ? item
    : undefined;
}

/** Not in the specification, but some registries tell it. */
export function totalOf(response: TransportResponse): number | undefined {
  const header = response.headers.get('x-total-count') ?? '';
  return /^\d{1,9}$/.test(header) ? Number(header) : undefined;
}

/** NaN where it is no number: then nothing is known about the direction. */
function lastOf(query: string): number {
  return Number(new URLSearchParams(query).get('last') ?? NaN);
}
