import {
  Tag,
  TagList,
  TagSort,
} from 'backstage-plugin-integrated-registry-common';
import { LeadingKeys, leadingKey } from './leadingKeys';
import { Place, Selectable } from './selectTags';
import { TagConventions } from './TagConventions';
import { nameKey, tagKey } from './tagKey';
import { GatheredTags, TagTable } from './TagTable';

export type TagOrder = TagList['sortedBy'];

/** Before any letter or digit: of two keys of which one begins with the other, the shorter is first. */
const BEFORE_NAME = '\0';

/**
 * By what tags can really be ordered: `newest` needs the time of every one of them, and falls back
 * to what their names say.
 */
export function orderOf(
  sort: TagSort,
  { facts = [] }: Pick<GatheredTags, 'facts'>,
): TagOrder {
  if (sort !== 'newest') {
    return sort;
  }
  return facts.length > 0 && facts.every(({ pushedAt }) => pushedAt)
    ? 'pushedAt'
    : 'semver';
}

/** What the tags of a list are compared by. */
export function tagOrder(
  order: TagOrder,
  table: TagTable,
  leading: LeadingKeys,
  conventions: TagConventions,
): Omit<Selectable, 'groups'> {
  return {
    keys: keysOf(order, table, leading),
    textOf: at => textOf(order, table.name(at), conventions),
    reversed: order === '-name',
  };
}

/** Where a tag stands that may not be there any more. */
export function placeOf(
  order: TagOrder,
  tag: Tag,
  conventions: TagConventions,
): Omit<Place, 'group'> {
  const keys = {
    pushedAt: () => timeKey(tag.pushedAt),
    semver: () => leadingKey(tag.name, conventions).key,
    name: () => 0,
    '-name': () => 0,
  };
  return {
    key: keys[order](),
    text: textOf(order, tag.name, conventions),
  };
}

function keysOf(
  order: TagOrder,
  table: TagTable,
  leading: LeadingKeys,
): Float64Array {
  if (order === 'semver') {
    return leading.keys;
  }
  const keys = new Float64Array(table.size);
  return order === 'pushedAt'
    ? keys.map((_, at) => timeKey(table.pushedAt(at)))
    : keys;
}

/** The latest first. */
function timeKey(pushedAt = ''): number {
  return -(Date.parse(pushedAt) || 0);
}

/** What tags are compared by where `key` leaves it open: in byte order, the same on every machine. */
export function textOf(
  order: TagOrder,
  name: string,
  conventions: TagConventions,
): string {
  switch (order) {
    case 'pushedAt':
      return name;
    case 'semver':
      return `${tagKey(name, conventions)}${BEFORE_NAME}${name}`;
    default:
      return `${nameKey(name)}${BEFORE_NAME}${name}`;
  }
}
