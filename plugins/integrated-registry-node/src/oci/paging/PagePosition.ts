import { z } from 'zod';
import { RegistryError } from '../../provider/RegistryError';
import { TransportResponse } from '../../transport/HttpTransport';

/**
 * What of a `Link` is believed. `next_page` is Quay's; everybody else has `last`. Address and path
 * are never taken from it: they may be relative, lack a prefix, or lead to another host.
 */
const linkParameters = ['last', 'n', 'next_page'] as const;

const pagePositionSchema = z.object({
  last: z.string().max(2_048).optional(),
  n: z.string().max(10).optional(),
  next_page: z.string().max(2_048).optional(),
  /** How many pages came before. */
  page: z.number().int().positive(),
  /** No `Link` came, but a page so full that there may be more. */
  guessed: z.boolean().optional(),
  /** The item before this page, where `last` is a number. */
  after: z.string().max(2_048).optional(),
  /** How many items came before, where `last` is a number. */
  offset: z.number().int().nonnegative().optional(),
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
      message: 'The list has no such page.',
      remedy: 'Start the list again from its beginning.',
    });
  }
}

export function formatCursor(position: PagePosition): string {
  return JSON.stringify(position);
}

/** What identifies the position for the registry. */
export function positionQuery(position: PagePosition): string {
  return JSON.stringify(linkParameters.map(name => position[name]));
}

/**
 * Finds where a list goes on. With a `Link` it goes on, however short the page was; without one it
 * may go on where the page is exactly as full as was asked for, because some servers page without
 * telling. What `last` is then, a name or a number, depends on the registry.
 *
 * Source: OCI distribution specification 1.1, section "Listing Tags"; RFC 8288, section 3.
 *
 * @param page - the items as they came, and what was asked for
 * @throws RegistryError `BAD_RESPONSE` where the list does not advance
 */
export function nextPosition(
  response: TransportResponse,
  page: {
    items: readonly string[];
    limit: number | undefined;
    position: PagePosition | undefined;
    what: string;
    /** `last` counts the items before the page. */
    offsets?: boolean;
  },
): PagePosition | undefined {
  const { items, limit, position, what, offsets } = page;
  const offset = (position?.offset ?? 0) + items.length;
  const number = (position?.page ?? 0) + 1;
  const link = nextLink(response.headers.get('link') ?? '');
  if (link === undefined) {
    // A registry that sent a Link before has said now that this is the end.
    const pagesByLink = position !== undefined && !position.guessed;
    if (limit === undefined || items.length !== limit || pagesByLink) {
      return undefined;
    }
    const after = items[items.length - 1];
    return offsets
      ? { last: String(offset), after, offset, page: number, guessed: true }
      : { last: after, page: number, guessed: true };
  }
  const parameters = queryOf(link);
  const next: PagePosition = { page: number, ...(offsets && { offset }) };
  for (const name of linkParameters) {
    const value = parameters?.get(name);
    if (value) {
      next[name] = value;
    }
  }
  const advances =
    (next.last !== undefined || next.next_page !== undefined) &&
    (next.last !== position?.last || next.next_page !== position?.next_page);
  const goesBack = offsets && Number(next.last) <= Number(position?.last ?? 0);
  if (!advances || goesBack || number >= MAX_PAGES) {
    throw endless(what);
  }
  return next;
}

export function endless(what: string): RegistryError {
  return new RegistryError('BAD_RESPONSE', {
    message: `The registry names a next page of ${what} again and again without getting on.`,
    remedy:
      'Ask the registry’s administrator to look at its paging, or at a proxy before it.',
  });
}

/** The target of the first link whose relation is `next`. */
function nextLink(header: string): string | undefined {
  const links =
    /<([^>]*)>((?:\s*;\s*[^\s=;,]+(?:\s*=\s*(?:"[^"]*"|[^\s",;]+))?)*)/g;
  for (const [, target, parameters] of header.matchAll(links)) {
    const relation = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s",;]+))/i.exec(
      parameters,
    );
    const relations = (relation?.[1] ?? relation?.[2] ?? '').toLowerCase();
    if (relations.split(/\s+/).includes('next')) {
      return target;
    }
  }
  return undefined;
}

function queryOf(target: string): URLSearchParams | undefined {
  try {
    return new URL(target, 'http://own').searchParams;
  } catch {
    return undefined;
  }
}
