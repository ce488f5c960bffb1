import {
  Tag,
  TagList,
  TagSort,
} from 'backstage-plugin-integrated-registry-common';
import { parse, SemVer } from 'semver';

export type TagOrder = TagList['sortedBy'];

/** A tag with what it is compared by, found out once. */
interface Sortable {
  tag: Tag;
  pushedAt?: number;
  version?: Version;
}

interface Version {
  numbers: readonly number[];
  /** Of a version with something behind a dash. */
  prerelease?: SemVer;
}

type Compare = (a: Sortable, b: Sortable) => number;

/** Lists do not change, and the pages of one are asked for one after the other. */
const sortedLists = new WeakMap<readonly Tag[], Map<TagOrder, Tag[]>>();

/**
 * By what tags can really be ordered: `newest` needs the time of every one of them, and falls back
 * to version numbers.
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
 * @param tags - nobody may change the list later: the answer is remembered
 */
export function sortTags(
  order: TagOrder,
  tags: readonly Tag[],
): readonly Tag[] {
  const known = sortedLists.get(tags) ?? new Map<TagOrder, Tag[]>();
  sortedLists.set(tags, known);
  const sorted =
    known.get(order) ??
    tags
      .map(tag => toSortable(order, tag))
      .sort(compareBy(order))
      .map(({ tag }) => tag);
  known.set(order, sorted);
  return sorted;
}

/** Those behind a tag that may not be there any more. @param sorted - by the same order */
export function tagsAfter(
  order: TagOrder,
  sorted: readonly Tag[],
  after: Tag,
): readonly Tag[] {
  const compare = compareBy(order);
  const last = toSortable(order, after);
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if (compare(toSortable(order, sorted[middle]), last) > 0) {
      to = middle;
    } else {
      from = middle + 1;
    }
  }
  return sorted.slice(from);
}

/**
 * The version a tag names: `1.2.3`, `v1.2`, `2`, `1.2.3-rc.1`. What stands behind a dash is a
 * prerelease, as semver has it, so `1.2.3-alpine` comes behind `1.2.3`.
 */
export function versionOfTag(name: string): SemVer | undefined {
  const [numbers, rest] = readNumbers(name);
  return (
    numbers &&
    (parse(`${numbers.join('.')}${rest}`, { loose: true }) ?? undefined)
  );
}

function readNumbers(name: string): [number[] | undefined, string] {
  const [, numbers, rest = ''] =
    /^v?(\d{1,9}(?:\.\d{1,9}){0,2})((?:[-+].*)?)$/i.exec(name) ?? [];
  if (numbers === undefined) {
    return [undefined, rest];
  }
  const parts = numbers.split('.').map(Number);
  while (parts.length < 3) {
    parts.push(0);
  }
  return [parts, rest];
}

function readVersion(name: string): Version | undefined {
  const [numbers, rest] = readNumbers(name);
  if (!numbers || rest === '') {
    return numbers && { numbers };
  }
  const version = versionOfTag(name);
  return (
    version && {
      numbers,
      ...(version.prerelease.length > 0 && { prerelease: version }),
    }
  );
}

function toSortable(order: TagOrder, tag: Tag): Sortable {
  switch (order) {
    case 'pushedAt':
      return { tag, pushedAt: Date.parse(tag.pushedAt ?? '') || 0 };
    case 'semver':
      return { tag, version: readVersion(tag.name) };
    default:
      return { tag };
  }
}

function compareBy(order: TagOrder): Compare {
  switch (order) {
    case 'name':
      return byName;
    case '-name':
      return (a, b) => byName(b, a);
    case 'pushedAt':
      return (a, b) => (b.pushedAt ?? 0) - (a.pushedAt ?? 0) || byName(a, b);
    default:
      return byVersion;
  }
}

/** Highest version first, names that are no versions behind them. */
function byVersion(a: Sortable, b: Sortable): number {
  if (!a.version || !b.version) {
    return Number(!a.version) - Number(!b.version) || byName(a, b);
  }
  for (let at = 0; at < 3; at++) {
    const difference = b.version.numbers[at] - a.version.numbers[at];
    if (difference !== 0) {
      return difference;
    }
  }
  const [left, right] = [a.version.prerelease, b.version.prerelease];
  return left && right
    ? right.compare(left) || byName(a, b)
    : Number(Boolean(left)) - Number(Boolean(right)) || byName(a, b);
}

/** Byte order, the same on every machine. */
function byName({ tag: a }: Sortable, { tag: b }: Sortable): number {
  if (a.name === b.name) {
    return 0;
  }
  return a.name < b.name ? -1 : 1;
}
