import {
  ImagePolicy,
  TagListQuery,
} from 'backstage-plugin-integrated-registry-common';
import { setImmediate } from 'node:timers/promises';
import { passesTagRules } from '../resolve/rules/tags';
import { TagConventions } from './TagConventions';
import { GatheredTags, TagTable } from './TagTable';

/** So many are judged before others get their turn. */
const AT_A_TIME = 1_000;

/** Of each list by the rules that came last: its pages are asked for one after the other. */
const latest = new WeakMap<
  GatheredTags,
  { rules: string; passed: Promise<Uint8Array> }
>();

/** Undefined where the query has no rule about tags. */
export function tagPolicyOf({
  tagPattern,
  semverRange,
  variant,
  prerelease,
}: TagListQuery): ImagePolicy | undefined {
  return tagPattern === undefined &&
    semverRange === undefined &&
    variant === undefined
    ? undefined
    : { pin: 'both', tagPattern, semverRange, variant, prerelease };
}

/**
 * Which tags of a list rules allow: 1 for each of them, 0 for the others.
 *
 * @param list - nobody may change it later: the answer is remembered
 * @param conventions - of the repository
 */
export function judgeTags(
  list: GatheredTags,
  table: TagTable,
  policy: ImagePolicy,
  conventions: TagConventions,
): Promise<Uint8Array> {
  const rules = JSON.stringify(policy);
  const known = latest.get(list);
  if (known?.rules === rules) {
    return known.passed;
  }
  const passed = judgeNew(table, policy, conventions);
  latest.set(list, { rules, passed });
  return passed;
}

async function judgeNew(
  table: TagTable,
  policy: ImagePolicy,
  conventions: TagConventions,
): Promise<Uint8Array> {
  const passed = new Uint8Array(table.size);
  for (let at = 0; at < table.size; at++) {
    passed[at] = passesTagRules(table.name(at), policy, conventions) ? 1 : 0;
    if (at % AT_A_TIME === AT_A_TIME - 1) {
      await setImmediate();
    }
  }
  return passed;
}
