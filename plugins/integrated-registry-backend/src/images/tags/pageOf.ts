import {
  gapListOf,
  ImagePolicy,
  ListedTag,
  Tag,
  TagList,
  TagListQuery,
} from 'backstage-plugin-integrated-registry-common';
import { decodeCursor, encodeCursor, Reading } from '../../platform';
import { brokenTagRules, passesTagRules } from '../resolve/rules/tags';
import { judgeTags, tagPolicyOf } from './judgeTags';
import { readLeadingKeys } from './leadingKeys';
import { NOT_LISTED, RANKS, searchTags } from './searchTags';
import { Place, selectFirst } from './selectTags';
import { TagConventions } from './TagConventions';
import { orderOf, placeOf, tagOrder } from './tagOrder';
import { GatheredTags, TagTable } from './TagTable';
import { parseLine, versionLines } from './versionLines';

/** One page of a list: searched, held against the rules of the query, and as much of it sorted as is shown. */
export async function pageOf(
  { value, readAt }: Reading<GatheredTags>,
  query: TagListQuery,
): Promise<TagList> {
  const { limit } = query;
  const table = new TagTable(value);
  const conventions = await TagConventions.of(table);
  // As a choice is judged: what is missing may say otherwise.
  const judged = value.complete ? conventions : TagConventions.none;
  const policy = tagPolicyOf(query);
  const order = orderOf(query.sort, value);
  const leading = await readLeadingKeys(table, conventions);
  const groups = await searchTags(table, query.q);
  const lines =
    query.cursor === undefined
      ? versionLines(table, leading.lines, groups)
      : undefined;
  if (query.line !== undefined) {
    keepLine(groups, leading.lines, parseLine(query.line));
  }
  const counts = countAllowed(
    groups,
    policy && (await judgeTags(value, table, policy, judged)),
  );
  const after = query.cursor === undefined ? undefined : readCursor(query);
  const found = await selectFirst(
    { groups, ...tagOrder(order, table, leading, conventions) },
    limit + 1,
    after && {
      group: await groupOf(after, query, policy, judged),
      ...placeOf(order, after, conventions),
    },
  );
  const items = found.slice(0, limit).map(at => table.tag(at));
  const last = items.at(-1);
  return {
    items: policy ? items.map(tag => withVerdicts(tag, policy, judged)) : items,
    totalItems: counts.all,
    ...(policy && { allowedItems: counts.allowed }),
    ...lines,
    ...(found.length > limit &&
      last && { nextCursor: encodeCursor([last.name, last.pushedAt ?? '']) }),
    complete: value.complete,
    ...gapListOf(value.gaps),
    asOf: new Date(readAt).toISOString(),
    sortedBy: order,
  };
}

function keepLine(groups: Uint8Array, lines: Float64Array, line: number): void {
  for (let at = 0; at < groups.length; at++) {
    if (lines[at] !== line) {
      groups[at] = NOT_LISTED;
    }
  }
}

/**
 * Counts what is listed, and puts what rules refuse behind all others.
 *
 * @param passed - of each tag; absent where there are no rules
 */
function countAllowed(
  groups: Uint8Array,
  passed: Uint8Array | undefined,
): { all: number; allowed: number } {
  const counts = { all: 0, allowed: 0 };
  for (let at = 0; at < groups.length; at++) {
    if (groups[at] !== NOT_LISTED) {
      const isAllowed = passed?.[at] !== 0;
      counts.all += 1;
      counts.allowed += isAllowed ? 1 : 0;
      groups[at] += isAllowed ? 0 : RANKS;
    }
  }
  return counts;
}

/** In which group a tag would be. */
async function groupOf(
  { name }: Tag,
  { q }: TagListQuery,
  policy: ImagePolicy | undefined,
  conventions: TagConventions,
): Promise<Place['group']> {
  const alone = new TagTable({ names: `${name} `, size: 1 });
  const [rank] = await searchTags(alone, q);
  const isAllowed = !policy || passesTagRules(name, policy, conventions);
  return (rank === NOT_LISTED ? 0 : rank) + (isAllowed ? 0 : RANKS);
}

function withVerdicts(
  tag: Tag,
  policy: ImagePolicy,
  conventions: TagConventions,
): ListedTag {
  const refused = brokenTagRules(tag.name, policy, conventions);
  return refused.length > 0 ? { ...tag, refused } : tag;
}

function readCursor({ cursor = '' }: TagListQuery): Tag {
  const [name, pushedAt] = decodeCursor(cursor, 2);
  return { name, pushedAt };
}
