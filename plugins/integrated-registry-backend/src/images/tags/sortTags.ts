import {
  Tag,
  TagList,
  TagSort,
} from 'backstage-plugin-integrated-registry-common';
import { mapInTurns, sortInTurns } from '../../platform';
import { TagConventions } from './TagConventions';
import { nameKey, tagKey } from './tagKey';

export type TagOrder = TagList['sortedBy'];

/** A tag with what it is compared by, found out once. */
interface Sortable {
  tag: Tag;
  /** Milliseconds since the epoch; 0 where it is not compared by time. */
  pushedAt: number;
  /** Compared by its bytes; empty where it is not compared by name. */
  key: string;
}

type Compare = (a: Sortable, b: Sortable) => number;

/** Lists do not change, and the pages of one are asked for one after the other. */
const sortedLists = new WeakMap<
  readonly Tag[],
  Map<TagOrder, Promise<Tag[]>>
>();

/**
 * By what tags can really be ordered: `newest` needs the time of every one of them, and falls back
 * to what their names say.
 */
export function orderOf(sort: TagSort, tags: readonly Tag[]): TagOrder {
  if (sort !== 'newest') {
    return sort;
  }
  return tags.length > 0 && tags.every(tag => tag.pushedAt !== undefined)
    ? 'pushedAt'
    : 'semver';
}

/**
 * Sorts tags without holding up everybody else, however many there are.
 *
 * @param tags - nobody may change the list later: the answer is remembered
 */
export async function sortTags(
  order: TagOrder,
  tags: readonly Tag[],
): Promise<readonly Tag[]> {
  const known = sortedLists.get(tags) ?? new Map<TagOrder, Promise<Tag[]>>();
  sortedLists.set(tags, known);
  const sorted = known.get(order) ?? sortNew(order, tags);
  known.set(order, sorted);
  return sorted;
}

async function sortNew(order: TagOrder, tags: readonly Tag[]): Promise<Tag[]> {
  const conventions = await TagConventions.of(tags);
  const sortable = await mapInTurns(tags, tag =>
    toSortable(order, tag, conventions),
  );
  const sorted = await sortInTurns(sortable, compareBy(order));
  return sorted.map(({ tag }) => tag);
}

/**
 * Those behind a tag that may not be there any more.
 *
 * @param sorted - by the same order
 * @param conventions - of the list that was sorted
 */
export function tagsAfter(
  order: TagOrder,
  sorted: readonly Tag[],
  after: Tag,
  conventions: TagConventions,
): readonly Tag[] {
  const compareTags = tagComparer(order, conventions);
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if (compareTags(sorted[middle], after) > 0) {
      to = middle;
    } else {
      from = middle + 1;
    }
  }
  return sorted.slice(from);
}

/** Compares two tags of one repository, negative where the first comes first. */
export function tagComparer(
  order: TagOrder,
  conventions: TagConventions,
): (a: Tag, b: Tag) => number {
  const inOrder = compareBy(order);
  return (a, b) =>
    inOrder(
      toSortable(order, a, conventions),
      toSortable(order, b, conventions),
    );
}

function toSortable(
  order: TagOrder,
  tag: Tag,
  conventions: TagConventions,
): Sortable {
  switch (order) {
    case 'pushedAt':
      return { tag, pushedAt: Date.parse(tag.pushedAt ?? '') || 0, key: '' };
    case 'semver':
      return { tag, pushedAt: 0, key: tagKey(tag.name, conventions) };
    default:
      return { tag, pushedAt: 0, key: nameKey(tag.name) };
  }
}

function compareBy(order: TagOrder): Compare {
  return order === '-name' ? (a, b) => compare(b, a) : compare;
}

/** The latest time first, then the first key; byte order, the same on every machine. */
function compare(a: Sortable, b: Sortable): number {
  return (
    b.pushedAt - a.pushedAt ||
    compareBytes(a.key, b.key) ||
    compareBytes(a.tag.name, b.tag.name)
  );
}

function compareBytes(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
