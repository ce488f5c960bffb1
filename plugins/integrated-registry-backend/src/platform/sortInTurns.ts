import { setImmediate } from 'node:timers/promises';

/** So many are sorted, and so many steps of a merge are taken, before others get their turn. */
const AT_A_TIME = 1_000;

/** Sorts a list of any length without holding up everybody else; stable, as `sort` is. */
export async function sortInTurns<T>(
  items: readonly T[],
  compare: (a: T, b: T) => number,
): Promise<T[]> {
  let runs: T[][] = [];
  for (let at = 0; at < items.length; at += AT_A_TIME) {
    if (at > 0) {
      await setImmediate();
    }
    runs.push(items.slice(at, at + AT_A_TIME).sort(compare));
  }
  while (runs.length > 1) {
    const merged: T[][] = [];
    for (let at = 0; at < runs.length; at += 2) {
      await setImmediate();
      merged.push(await merge(runs[at], runs[at + 1] ?? [], compare));
    }
    runs = merged;
  }
  return runs[0] ?? [];
}

async function merge<T>(
  left: readonly T[],
  right: readonly T[],
  compare: (a: T, b: T) => number,
): Promise<T[]> {
  const merged: T[] = [];
  let [l, r] = [0, 0];
  while (l < left.length || r < right.length) {
    const takesLeft =
      r === right.length ||
      (l < left.length && compare(left[l], right[r]) <= 0);
    merged.push(takesLeft ? left[l++] : right[r++]);
    if (merged.length % (10 * AT_A_TIME) === 0) {
      await setImmediate();
    }
  }
  return merged;
}

/** What `map` does, in turns. */
export async function mapInTurns<T, R>(
  items: readonly T[],
  map: (item: T) => R,
): Promise<R[]> {
  const mapped: R[] = [];
  for (const item of items) {
    mapped.push(map(item));
    if (mapped.length % AT_A_TIME === 0) {
      await setImmediate();
    }
  }
  return mapped;
}
