import {
  ImagePolicy,
  Tag,
  TagListQuery,
} from 'backstage-plugin-integrated-registry-common';
import { mapInTurns } from '../../platform';
import { passesTagRules } from '../resolve/rules/tags';
import { TagConventions } from './TagConventions';

/** The tags of a list that rules allow, and the others, each in the order of the list. */
export interface SplitTags {
  allowed: readonly Tag[];
  refused: readonly Tag[];
}

/** Of each list by the rules that came last: its pages are asked for one after the other. */
const latest = new WeakMap<
  readonly Tag[],
  { rules: string; split: Promise<SplitTags> }
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
 * @param tags - nobody may change the list later: the answer is remembered
 * @param conventions - of the repository
 */
export function splitByRules(
  tags: readonly Tag[],
  policy: ImagePolicy | undefined,
  conventions: TagConventions,
): Promise<SplitTags> | SplitTags {
  if (!policy) {
    return { allowed: tags, refused: [] };
  }
  const rules = JSON.stringify(policy);
  const known = latest.get(tags);
  if (known?.rules === rules) {
    return known.split;
  }
  const split = splitNew(tags, policy, conventions);
  latest.set(tags, { rules, split });
  return split;
}

async function splitNew(
  tags: readonly Tag[],
  policy: ImagePolicy,
  conventions: TagConventions,
): Promise<SplitTags> {
  // There may be ten thousands of them.
  const passed = await mapInTurns(tags, ({ name }) =>
    passesTagRules(name, policy, conventions),
  );
  return {
    allowed: tags.filter((_, at) => passed[at]),
    refused: tags.filter((_, at) => !passed[at]),
  };
}
