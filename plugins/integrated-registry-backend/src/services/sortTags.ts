import {
  Tag,
  TagList,
  TagSort,
} from 'backstage-plugin-integrated-registry-common';
import { parse, SemVer } from 'semver';

type Compare = (a: Tag, b: Tag) => number;

export type TagOrder = TagList['sortedBy'];

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

export function compareTags(order: TagOrder): Compare {
  switch (order) {
    case 'name':
      return byName;
    case '-name':
      return (a, b) => byName(b, a);
    case 'pushedAt':
      return (a, b) =>
        (b.pushedAt ?? '').localeCompare(a.pushedAt ?? '') || byName(a, b);
    default:
      return bySemver();
  }
}

/**
 * The version a tag names: `1.2.3`, `v1.2`, `2`, `1.2.3-rc.1`. What stands behind a dash is a
 * prerelease, as semver has it, so `1.2.3-alpine` comes behind `1.2.3`.
 */
export function versionOfTag(name: string): SemVer | undefined {
  const [, numbers, rest] =
    /^v?(\d{1,9}(?:\.\d{1,9}){0,2})((?:[-+].*)?)$/i.exec(name) ?? [];
  if (numbers === undefined) {
    return undefined;
  }
  const parts = numbers.split('.');
  while (parts.length < 3) {
    parts.push('0');
  }
  return (
    parse(`${parts.map(Number).join('.')}${rest}`, { loose: true }) ?? undefined
  );
}

/** Highest version first, names that are no versions behind them. */
function bySemver(): Compare {
  const versions = new Map<string, SemVer | undefined>();
  const read = ({ name }: Tag) => {
    if (!versions.has(name)) {
      versions.set(name, versionOfTag(name));
    }
    return versions.get(name);
  };
  return (a, b) => {
    const [left, right] = [read(a), read(b)];
    if (left && right) {
      return right.compare(left) || byName(a, b);
    }
    return Number(!left) - Number(!right) || byName(a, b);
  };
}

/** Byte order, the same on every machine. */
function byName(a: Tag, b: Tag): number {
  if (a.name === b.name) {
    return 0;
  }
  return a.name < b.name ? -1 : 1;
}
