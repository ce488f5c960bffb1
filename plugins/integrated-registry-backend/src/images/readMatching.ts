import { RepositorySearchQuery } from 'backstage-plugin-integrated-registry-common';
import { matchesRepository } from '../platform';

/** So often the index is read for one page; what comes then is of the next one. */
const MAX_READS = 20;

interface Read<T> {
  items: T[];
  nextCursor?: string;
  totalItems?: number;
}

/**
 * One page of what the globs of a query match. It may have less items than were asked for, or none,
 * and go on all the same: a template may allow few of many repositories.
 *
 * @param read - reads on from a cursor, at most so many
 */
export async function readMatching<T extends { name: string }>(
  {
    repositories: globs,
    cursor: begin,
    limit,
  }: Pick<RepositorySearchQuery, 'repositories' | 'cursor' | 'limit'>,
  read: (cursor: string | undefined, limit: number) => Promise<Read<T>>,
): Promise<Read<T> & { leftOut?: number }> {
  if (!globs) {
    return read(begin, limit);
  }
  const items: T[] = [];
  let seen = 0;
  let cursor = begin;
  for (let reads = 0; reads < MAX_READS; reads++) {
    const page = await read(cursor, limit - items.length);
    seen += page.items.length;
    items.push(
      ...page.items.filter(({ name }) => matchesRepository(globs, name)),
    );
    cursor = page.nextCursor;
    // The rest of a page is not asked for one by one.
    if (cursor === undefined || items.length > limit / 2) {
      break;
    }
  }
  const leftOut = seen - items.length;
  const whole = begin === undefined && cursor === undefined;
  return {
    items,
    ...(cursor !== undefined && { nextCursor: cursor }),
    ...(whole && { totalItems: items.length }),
    ...(whole && leftOut > 0 && { leftOut }),
  };
}
