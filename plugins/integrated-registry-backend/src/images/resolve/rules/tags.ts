import {
  ImagePolicy,
  message,
  RepositoryGlobs,
  RuleVerdict,
  TagPattern,
  VersionRange,
  worded,
} from 'backstage-plugin-integrated-registry-common';
import { SemVer } from 'semver';
import { TagConventions } from '../../tags/TagConventions';
import { versionOfTag } from '../../tags/versionOfTag';
import { JudgedImage, Verdict } from './JudgedImage';

interface Compiled {
  pattern?: TagPattern;
  range?: VersionRange;
  variant?: RepositoryGlobs;
}

/** A policy is held against ten thousands of tags. */
const compiled = new WeakMap<ImagePolicy, Compiled>();

function compile(policy: ImagePolicy): Compiled {
  const { tagPattern, semverRange, variant } = policy;
  const known = compiled.get(policy) ?? {
    ...(tagPattern !== undefined && { pattern: TagPattern.parse(tagPattern) }),
    ...(semverRange !== undefined && {
      range: VersionRange.parse(semverRange),
    }),
    ...(variant !== undefined && {
      variant: RepositoryGlobs.create([variant]),
    }),
  };
  compiled.set(policy, known);
  return known;
}

const tagJudges = {
  tagPattern: judgeTagPattern,
  semverRange: judgeSemverRange,
  variant: judgeVariant,
};

/**
 * Do the rules about tags allow this one?
 *
 * @param conventions - of the repository
 */
export function passesTagRules(
  tag: string,
  policy: ImagePolicy,
  conventions: TagConventions,
): boolean {
  const image = { repository: '', tag, conventions };
  return Object.values(tagJudges).every(
    judge => judge(image, policy)?.passed !== false,
  );
}

/**
 * The verdicts of the rules about tags that this one breaks.
 *
 * @param conventions - of the repository
 */
export function brokenTagRules(
  tag: string,
  policy: ImagePolicy,
  conventions: TagConventions,
): RuleVerdict[] {
  const image = { repository: '', tag, conventions };
  return (Object.keys(tagJudges) as (keyof typeof tagJudges)[]).flatMap(
    rule => {
      const verdict = tagJudges[rule](image, policy);
      return verdict && !verdict.passed ? worded({ rule, ...verdict }) : [];
    },
  );
}

export function judgeTagPattern(
  { tag }: JudgedImage,
  policy: ImagePolicy,
): Verdict {
  const { tagPattern } = policy;
  if (tagPattern === undefined) {
    return undefined;
  }
  const pattern = tagPattern;
  if (tag === undefined) {
    return {
      passed: false,
      message: message('VERDICT_NO_TAG_FORM', { pattern }),
    };
  }
  const passed = compile(policy).pattern?.matches(tag) ?? false;
  return {
    passed,
    message: passed
      ? message('VERDICT_TAG_FITS', { tag })
      : message('VERDICT_TAG_FORM', { tag, pattern }),
  };
}

export function judgeSemverRange(
  { tag, conventions }: JudgedImage,
  policy: ImagePolicy,
): Verdict {
  const { semverRange } = policy;
  if (semverRange === undefined) {
    return undefined;
  }
  const range = semverRange;
  if (tag === undefined) {
    return { passed: false, message: message('VERDICT_NO_VERSION', { range }) };
  }
  const passed = versionsWithin(tag, policy, conventions).length > 0;
  return {
    passed,
    message: passed
      ? message('VERDICT_VERSION_FITS', { tag, range })
      : message('VERDICT_VERSION', { tag, range }),
  };
}

/**
 * The versions that a tag can be read as and `semverRange` allows, the highest first.
 *
 * @param conventions - of the repository
 */
export function versionsWithin(
  tag: string,
  policy: ImagePolicy,
  conventions?: TagConventions,
): SemVer[] {
  const { range } = compile(policy);
  const { prerelease } = policy;
  return beforeVariant(tag, policy)
    .flatMap(text => versionOfTag(text, conventions) ?? [])
    .filter(({ version }) => range?.includes(version, { prerelease }))
    .sort((a, b) => b.compare(a));
}

export function judgeVariant(
  { tag }: JudgedImage,
  policy: ImagePolicy,
): Verdict {
  const { variant } = policy;
  if (variant === undefined) {
    return undefined;
  }
  if (tag === undefined) {
    return {
      passed: false,
      message: message('VERDICT_NO_VARIANT', { variant }),
    };
  }
  const passed = beforeVariant(tag, policy).length > 0;
  return {
    passed,
    message: passed
      ? message('VERDICT_VARIANT_FITS', { tag, variant })
      : message('VERDICT_VARIANT', {
          tag,
          variant,
          example: variant.replace(/\*/g, ''),
        }),
  };
}

/** What stands before the variant, as often as it can be read so; the whole tag without a variant. */
function beforeVariant(tag: string, policy: ImagePolicy): string[] {
  const { variant } = compile(policy);
  if (variant === undefined) {
    return [tag];
  }
  return tag
    .split('-')
    .map((_, at, parts) => [
      parts.slice(0, at).join('-'),
      parts.slice(at).join('-'),
    ])
    .filter(([before, behind]) => before !== '' && variant.matches(behind))
    .map(([before]) => before);
}
