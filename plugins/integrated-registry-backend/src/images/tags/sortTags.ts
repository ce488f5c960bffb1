import {
  Tag,
  TagList,
  TagSort,
} from 'backstage-plugin-integrated-registry-common';
import { parse, SemVer } from 'semver';
import { mapInTurns, sortInTurns } from '../../platform';

export type TagOrder = TagList['sortedBy'];

/** A tag with what it is compared by, found out once. */
interface Sortable {
  tag: Tag;
  /** Milliseconds since the epoch; 0 where it is not compared by time. */
  pushedAt: number;
  version: Version | undefined;
}

/** Flat, because ten thousand of them are compared before the first is shown. */
interface Version {
  major: number;
  minor: number;
  patch: number;
  /** Of a version with something behind a dash. */
  prerelease: SemVer | undefined;
}

type Compare = (a: Sortable, b: Sortable) => number;

/** Lists do not change, and the pages of one are asked for one after the other. */
const sortedLists = new WeakMap<
  readonly Tag[],
  Map<TagOrder, Promise<Tag[]>>
>();

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
  const sortable = await mapInTurns(tags, tag => toSortable(order, tag));
  const sorted = await sortInTurns(sortable, compareBy(order));
  return sorted.map(({ tag }) => tag);
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
  const numbers = readNumbers(name);
  return numbers && toSemVer(numbers, name);
}

function toSemVer(
  { major, minor, patch, length }: Numbers,
  name: string,
): SemVer | undefined {
  const text = `${major}.${minor}.${patch}${name.slice(length)}`;
  return parse(text, { loose: true }) ?? undefined;
}

interface Numbers {
  major: number;
  minor: number;
  patch: number;
  /** How many characters of the name were read. */
  length: number;
}

const [ZERO, NINE, DOT, DASH, PLUS, SMALL_V, LARGE_V] = Array.from(
  '09.-+vV',
  character => character.charCodeAt(0),
);
const MAX_DIGITS = 9;

/** One to three numbers, behind which nothing stands or a dash or a plus. */
function readNumbers(name: string): Numbers | undefined {
  const numbers = [0, 0, 0];
  const first = name.charCodeAt(0);
  let at = first === SMALL_V || first === LARGE_V ? 1 : 0;
  for (let part = 0; part < 3; part++) {
    const begin = at;
    let number = 0;
    let digit = name.charCodeAt(at);
    while (digit >= ZERO && digit <= NINE) {
      number = number * 10 + digit - ZERO;
      at += 1;
      digit = name.charCodeAt(at);
    }
    if (at === begin || at - begin > MAX_DIGITS) {
      return undefined;
    }
    numbers[part] = number;
    if (digit !== DOT || part === 2) {
      break;
    }
    at += 1;
  }
  const next = name.charCodeAt(at);
  return at === name.length || next === DASH || next === PLUS
    ? { major: numbers[0], minor: numbers[1], patch: numbers[2], length: at }
    : undefined;
}

function readVersion(name: string): Version | undefined {
  const numbers = readNumbers(name);
  if (!numbers) {
    return undefined;
  }
  const { major, minor, patch, length } = numbers;
  if (length === name.length) {
    return { major, minor, patch, prerelease: undefined };
  }
  const version = toSemVer(numbers, name);
  return (
    version && {
      major,
      minor,
      patch,
      prerelease: version.prerelease.length > 0 ? version : undefined,
    }
  );
}

function toSortable(order: TagOrder, tag: Tag): Sortable {
  switch (order) {
    case 'pushedAt':
      return {
        tag,
        pushedAt: Date.parse(tag.pushedAt ?? '') || 0,
        version: undefined,
      };
    case 'semver':
      return { tag, pushedAt: 0, version: readVersion(tag.name) };
    default:
      return { tag, pushedAt: 0, version: undefined };
  }
}

function compareBy(order: TagOrder): Compare {
  switch (order) {
    case 'name':
      return byName;
    case '-name':
      return (a, b) => compareNames(b.tag, a.tag);
    case 'pushedAt':
      return (a, b) => b.pushedAt - a.pushedAt || compareNames(a.tag, b.tag);
    default:
      return byVersion;
  }
}

/** Highest version first, names that are no versions behind them. */
function byVersion({ tag, version: a }: Sortable, other: Sortable): number {
  const b = other.version;
  if (!a || !b) {
    return Number(!a) - Number(!b) || compareNames(tag, other.tag);
  }
  const difference =
    b.major - a.major || b.minor - a.minor || b.patch - a.patch;
  if (difference !== 0) {
    return difference;
  }
  const [left, right] = [a.prerelease, b.prerelease];
  return (
    (left && right
      ? right.compare(left)
      : Number(Boolean(left)) - Number(Boolean(right))) ||
    compareNames(tag, other.tag)
  );
}

function byName(a: Sortable, b: Sortable): number {
  return compareNames(a.tag, b.tag);
}

/** Byte order, the same on every machine. */
function compareNames(a: Tag, b: Tag): number {
  if (a.name === b.name) {
    return 0;
  }
  return a.name < b.name ? -1 : 1;
}
