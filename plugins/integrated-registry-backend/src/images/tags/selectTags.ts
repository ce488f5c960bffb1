import { setImmediate } from 'node:timers/promises';
import { Smallest } from './Smallest';

/** So many are compared by more than a number before others get their turn. */
const AT_A_TIME = 1_000;

/** Where something stands in a list. */
export interface Place {
  /** The smallest first; all of one group stand together. */
  group: number;
  /** Within a group the smallest first. */
  key: number;
  /** Compared by its bytes where keys are equal. */
  text: string;
}

export interface Selectable {
  /** Of each item; `NOT_LISTED` for what is left out. */
  groups: Uint8Array;
  keys: Float64Array;
  /** Asked of a few only. */
  textOf(at: number): string;
  /** Do texts go backwards? */
  reversed: boolean;
}

/**
 * The first items of a list in order, without sorting it: in a few looks at their numbers, and by their texts only
 * where those leave it open.
 *
 * @param after - only those behind it, which need not be there
 * @returns at most so many of their indexes
 */
export async function selectFirst(
  list: Selectable,
  most: number,
  after?: Place,
): Promise<number[]> {
  const selected: number[] = [];
  for (const group of groupsIn(list.groups)) {
    if (selected.length < most && group >= (after?.group ?? 0)) {
      selected.push(
        ...(await selectIn(
          list,
          group,
          most - selected.length,
          after?.group === group ? after : undefined,
        )),
      );
    }
  }
  return selected;
}

function groupsIn(groups: Uint8Array): number[] {
  const seen = new Uint8Array(256);
  for (const group of groups) {
    seen[group] = 1;
  }
  return Array.from(seen.keys()).filter(group => seen[group] && group < 255);
}

interface Candidate {
  at: number;
  key: number;
  text: string;
}

async function selectIn(
  list: Selectable,
  group: number,
  most: number,
  after: Place | undefined,
): Promise<number[]> {
  const { groups, keys } = list;
  const least = after?.key ?? -Infinity;
  const smallest = new Smallest(most);
  for (let at = 0; at < keys.length; at++) {
    if (groups[at] === group && (!after || keys[at] > least)) {
      smallest.add(keys[at]);
    }
  }
  const { last } = smallest;
  const compare = compareIn(list.reversed);
  let best: Candidate[] = [];
  let waiting: Candidate[] = [];
  const settle = () => {
    best = [...best, ...waiting].sort(compare).slice(0, most);
    waiting = [];
  };
  for (let at = 0; at < keys.length; at++) {
    const key = keys[at];
    if (groups[at] !== group || key < least || key > last) {
      continue;
    }
    const candidate = { at, key, text: list.textOf(at) };
    if (!after || compare(candidate, after) > 0) {
      waiting.push(candidate);
    }
    if (waiting.length === AT_A_TIME) {
      settle();
      await setImmediate();
    }
  }
  settle();
  return best.map(({ at }) => at);
}

function compareIn(reversed: boolean) {
  return (a: Omit<Place, 'group'>, b: Omit<Place, 'group'>): number => {
    if (a.key !== b.key || a.text === b.text) {
      return a.key - b.key;
    }
    return a.text < b.text === reversed ? 1 : -1;
  };
}
