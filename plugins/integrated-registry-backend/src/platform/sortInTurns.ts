import { setImmediate } from 'node:timers/promises';
import { sortInSteps } from './sortInSteps';

/** So many are mapped before others get their turn. */
const AT_A_TIME = 1_000;

/** Sorts a list of any length without holding up everybody else; stable, as `sort` is. */
export async function sortInTurns<T>(
  items: readonly T[],
  compare: (a: T, b: T) => number,
): Promise<T[]> {
  const steps = sortInSteps(items, compare);
  for (;;) {
    const { done, value } = steps.next();
    if (done) {
      return value;
    }
    await setImmediate();
  }
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
