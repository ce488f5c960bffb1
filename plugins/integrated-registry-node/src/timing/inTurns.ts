import { setImmediate } from 'node:timers/promises';

/** So many items of a list are looked at before others get their turn: a few milliseconds. */
const AT_A_TIME = 2_000;

/**
 * Does something with each item of a list of any length, without holding up everybody else.
 *
 * @public
 */
export async function eachInTurns<T>(
  items: readonly T[],
  action: (item: T) => void,
): Promise<void> {
  for (let at = 0; at < items.length; at++) {
    if (at > 0 && at % AT_A_TIME === 0) {
      await setImmediate();
    }
    action(items[at]);
  }
}

/** Each once, in the order of the first. */
export async function uniqueInTurns<T>(items: readonly T[]): Promise<Set<T>> {
  const unique = new Set<T>();
  await eachInTurns(items, item => unique.add(item));
  return unique;
}
