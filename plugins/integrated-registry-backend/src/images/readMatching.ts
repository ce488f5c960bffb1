import {
  literalPrefixes,
  RepositorySearchQuery,
} from 'backstage-plugin-integrated-registry-common';
import { matchesRepository } from '../platform';
import { bytesOf } from '../repository-index';

/**
 * Of the repositories of one page; with its gaps, which are as large at most, the answer stays below 300 kB.
 */
const MAX_BYTES = 148_000;

/** So often the index is read for one page; what comes then is of the next one. */
const MAX_READS = 20;

interface Read<T> {
  items: T[];
  /** With the first page, where there is little. */
  close?: T[];
  nextCursor?: string;
  totalItems?: number;
  /** Is what was read all there is to be read from? */
  whole?: boolean;
}

/**
 * One page of what the globs of a query match. It may have less items than were asked for, or none,
 * and go on all the same: a template may allow few of many repositories.
 *
 * @param read - reads on from a cursor, at most so many; with prefixes it may leave out names that begin
 *   with none of them
 */
export async function readMatching<T extends { name: string }>(
  {
    repositories: globs,
    cursor: begin,
    limit,
  }: Pick<RepositorySearchQuery, 'repositories' | 'cursor' | 'limit'>,
  read: (
    cursor: string | undefined,
    most: { limit: number; maxBytes: number },
    prefixes?: readonly string[],
  ) => Promise<Read<T>>,
): Promise<Read<T> & { leftOut?: number }> {
  if (!globs) {
    return read(begin, { limit, maxBytes: MAX_BYTES });
  }
  const prefixes = literalPrefixes(globs);
  const items: T[] = [];
  let bytes = 0;
  let close: T[] = [];
  let whole = true;
  const allowed = (all: readonly T[]) =>
    all.filter(({ name }) => matchesRepository(globs, name));
  const take = (page: Read<T>) => {
    const matching = allowed(page.items);
    items.push(...matching);
    close = close.concat(allowed(page.close ?? []));
    whole &&= page.whole !== false;
    bytes += matching.reduce((sum, item) => sum + bytesOf(item), 0);
  };
  let cursor = begin;
  let total: number | undefined;
  let reads = 0;
  let hasMore = true;
  if (begin === undefined) {
    // Without prefixes, since where this is all, it tells how many are left out.
    const first = await read(undefined, { limit, maxBytes: MAX_BYTES });
    reads = 1;
    hasMore = first.nextCursor !== undefined;
    total = hasMore ? first.totalItems : first.items.length;
    if (!prefixes || !hasMore) {
      take(first);
      cursor = first.nextCursor;
    }
  }
  // The rest of a page is not asked for one by one.
  while (
    hasMore &&
    reads < MAX_READS &&
    items.length <= limit / 2 &&
    bytes <= MAX_BYTES / 2
  ) {
    const page = await read(
      cursor,
      { limit: limit - items.length, maxBytes: MAX_BYTES - bytes },
      prefixes,
    );
    take(page);
    cursor = page.nextCursor;
    hasMore = cursor !== undefined;
    reads += 1;
  }
  const isAll = begin === undefined && cursor === undefined;
  const leftOut = (total ?? 0) - items.length;
  return {
    items,
    ...(cursor !== undefined && { nextCursor: cursor }),
    ...(close.length > 0 && { close }),
    ...(isAll && { totalItems: items.length }),
    ...(isAll && leftOut > 0 && { leftOut }),
    whole,
  };
}
