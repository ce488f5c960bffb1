import {
  ImagePolicy,
  message,
  messageIn,
  NewestTag,
  remedyIn,
  Tag,
} from 'backstage-plugin-integrated-registry-common';
import { SemVer } from 'semver';
import { inputError } from '../../model';
import { mapInTurns } from '../../platform';
import { ImageBrowser } from '../ImageBrowser';
import { sortTags } from '../tags/sortTags';
import { TagConventions } from '../tags/TagConventions';
import { tagStem } from '../tags/tagStem';
import { ImageMatch } from './integrationOf';
import { passesTagRules, versionsWithin } from './rules/tags';

/** So many tags are named that a rule nearly allows. */
const MAX_NEAREST = 5;

/** The rules about tags. */
const tagRules = ['semverRange', 'variant', 'tagPattern'] as const;

/** How one of them is widened to find what is nearest, in this order. */
const widened: ((policy: ImagePolicy) => ImagePolicy)[] = [
  policy => ({ ...policy, ...(policy.semverRange && { semverRange: '*' }) }),
  policy => ({ ...policy, variant: undefined }),
  policy => ({ ...policy, tagPattern: undefined }),
];

/** Tags that are allowed, newest first by their names. */
interface Allowed {
  tags: readonly Tag[];
  conventions: TagConventions;
}

/** The newest tag, and another of which it cannot be told whether it is newer. */
interface Newest {
  first: Tag;
  other?: Tag;
}

/** Finds the newest tag of a repository that a rule allows. */
export class NewestTagFinder {
  readonly #browser: ImageBrowser;

  constructor(browser: ImageBrowser) {
    this.#browser = browser;
  }

  /**
   * The registry is asked for its tags now. The same tags give the same answer.
   *
   * @param policy - its rules about tags hold as well
   * @throws InputError where no tag is allowed, where not all tags can be read, and where it cannot be
   * told which is the newest; NotFoundError, RegistryError
   */
  async find(
    { integration, repository }: ImageMatch,
    newest: NewestTag,
    policy: ImagePolicy,
    until: AbortSignal,
  ): Promise<string> {
    const list = await this.#browser.listAllTags(integration, repository, {
      until,
      current: true,
    });
    const gap = list.gaps.find(({ code }) => code !== 'DETAILS');
    if (gap) {
      throw inputError(
        message('NEWEST_LIST_PARTIAL', {
          repository,
          reason: messageIn(gap),
          remedy: remedyIn(gap),
        }),
      );
    }
    const conventions = await TagConventions.of(list.tags);
    const sorted = await sortTags(list.tags, conventions);
    const demands = [{ ...newest, pin: policy.pin }, policy];
    const tags = await allowedBy(demands, { tags: sorted, conventions });
    const rule = describeRule(demands);
    if (tags.length === 0) {
      const nearest = await nearestTo(demands, { tags: sorted, conventions });
      throw inputError(
        nearest.length > 0
          ? message('NEWEST_NONE', { repository, rule, nearest })
          : message('NEWEST_NO_TAGS', { repository, rule }),
      );
    }
    const { first, other } = newestOf(newest, { tags, conventions });
    if (other) {
      throw inputError(
        message('NEWEST_UNKNOWN', {
          repository,
          rule,
          first: first.name,
          other: other.name,
        }),
      );
    }
    return first.name;
  }
}

async function allowedBy(
  demands: readonly ImagePolicy[],
  { tags, conventions }: Allowed,
): Promise<Tag[]> {
  const allowed = await mapInTurns(tags, ({ name }) =>
    demands.every(policy => passesTagRules(name, policy, conventions)),
  );
  return tags.filter((_, at) => allowed[at]);
}

/** Names of the newest tags that break one rule only, or of the newest there are. */
async function nearestTo(
  demands: readonly ImagePolicy[],
  all: Allowed,
): Promise<string[]> {
  const first = (tags: readonly Tag[]) =>
    tags.slice(0, MAX_NEAREST).map(({ name }) => name);
  for (const widen of widened) {
    const nearest = await allowedBy(demands.map(widen), all);
    if (nearest.length > 0) {
      return first(nearest);
    }
  }
  return first(all.tags);
}

function newestOf(newest: NewestTag, allowed: Allowed): Newest {
  const { tags } = allowed;
  if (newest.semverRange !== undefined) {
    return { first: highestOf(newest, allowed) };
  }
  const isKnown = tags.every(({ pushedAt }) => pushedAt !== undefined);
  return newest.variant === undefined && isKnown
    ? { first: lastOf(tags) }
    : firstOf(allowed);
}

function highestOf(newest: NewestTag, { tags, conventions }: Allowed): Tag {
  const policy = { ...newest, pin: 'both' } as const;
  let [first] = tags;
  let highest: SemVer | undefined;
  for (const tag of tags) {
    const [version] = versionsWithin(tag.name, policy, conventions);
    if (version && (!highest || version.compare(highest) > 0)) {
      first = tag;
      highest = version;
    }
  }
  return first;
}

function lastOf(tags: readonly Tag[]): Tag {
  const timeOf = ({ pushedAt = '' }: Tag) => Date.parse(pushedAt) || 0;
  return tags.reduce((last, tag) => (timeOf(tag) > timeOf(last) ? tag : last));
}

/**
 * By their names alone. Only numbers and dates behind the same words have an order; names without any,
 * such as `latest` and commit hashes, say nothing of their age.
 */
function firstOf({ tags, conventions }: Allowed): Newest {
  const stems = tags.map(({ name }) => tagStem(name, conventions));
  const at = stems.findIndex(stem => stem !== undefined);
  if (at < 0) {
    const [first, other] = tags;
    return { first, other };
  }
  const others = stems.findIndex(
    stem => stem !== undefined && stem !== stems[at],
  );
  return { first: tags[at], other: tags[others] };
}

/** As templates write it: `semverRange >=1.2, variant alpine`. */
function describeRule(demands: readonly ImagePolicy[]): string {
  const parts = demands.flatMap(policy =>
    [...tagRules, 'prerelease' as const]
      .filter(name => policy[name] !== undefined)
      .map(name => `${name} ${policy[name]}`),
  );
  return [...new Set(parts)].join(', ');
}
