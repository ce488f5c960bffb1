import { isRegistryError } from 'backstage-plugin-integrated-registry-node';
import { HarborPage, ReadHarbor } from './HarborPages';

/** So many entries of a page are tried one by one; those behind them are left out unread. */
const MAX_LEFT = 10;
/** Where the first entries are all too large, and nothing else was read, it is the registry that is odd. */
const MAX_AT_FIRST = 3;

/**
 * A page of a list; where the answer is larger than the portal reads, the same entries on smaller pages, down
 * to one entry each. An entry that is too large by itself is left out and counted.
 *
 * @param position - `total`: of the list, where that is known
 * @throws RegistryError of the whole page, where nothing is known of the list and none of it can be read
 */
export async function readInParts<T>(
  read: ReadHarbor<T>,
  position: { page: number; size: number; total?: number },
): Promise<HarborPage<T>> {
  let { total } = position;
  let left = 0;
  let largest = 0;
  let limit: number | undefined;

  async function take(page: number, size: number): Promise<T[]> {
    const before = (page - 1) * size;
    if (total !== undefined && before >= total) {
      return [];
    }
    if (left >= MAX_LEFT) {
      left += Math.min(size, (total ?? Infinity) - before);
      return [];
    }
    try {
      const found = await read(page, size);
      total = found.total ?? total;
      largest = Math.max(largest, size);
      const { length } = found.items;
      if (length < size && before + length < (total ?? 0)) {
        limit = length;
      }
      return found.items;
    } catch (error) {
      if (!isTooLarge(error)) {
        throw error;
      }
      if (size > 1) {
        return takeParts(page, size);
      }
      left += 1;
      if (left >= MAX_AT_FIRST && largest === 0 && total === undefined) {
        throw error;
      }
      return [];
    }
  }

  async function takeParts(page: number, size: number): Promise<T[]> {
    const parts = smallestDivisor(size);
    const items: T[] = [];
    for (let part = 1; part <= parts; part += 1) {
      items.push(...(await take((page - 1) * parts + part, size / parts)));
    }
    return items;
  }

  const { page, size } = position;
  const items = await take(page, size);
  return {
    items,
    ...(total !== undefined && { total }),
    ...(left > 0 && { left }),
    ...(largest < size && { size: limit ?? Math.max(largest, 1) }),
  };
}

function isTooLarge(error: unknown): boolean {
  return isRegistryError(error) && error.code === 'RESPONSE_TOO_LARGE';
}

/** Pages of a part of the size begin where pages of the size do. */
function smallestDivisor(size: number): number {
  for (let divisor = 2; divisor * divisor <= size; divisor += 1) {
    if (size % divisor === 0) {
      return divisor;
    }
  }
  return size;
}
