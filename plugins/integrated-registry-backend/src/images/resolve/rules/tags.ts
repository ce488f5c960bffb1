import {
  ImagePolicy,
  message,
  TagPattern,
  VersionRange,
} from 'backstage-plugin-integrated-registry-common';
import { matchesRepository } from '../../../platform';
import { versionOfTag } from '../../tags/sortTags';
import { JudgedImage, Verdict } from './JudgedImage';

/** Do the rules about tags allow this one? */
export function passesTagRules(tag: string, policy: ImagePolicy): boolean {
  const image = { repository: '', tag };
  return [judgeTagPattern, judgeSemverRange, judgeVariant].every(
    judge => judge(image, policy)?.passed !== false,
  );
}

export function judgeTagPattern(
  { tag }: JudgedImage,
  { tagPattern }: ImagePolicy,
): Verdict {
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
  const passed = TagPattern.parse(pattern).matches(tag);
  return {
    passed,
    message: passed
      ? message('VERDICT_TAG_FITS', { tag })
      : message('VERDICT_TAG_FORM', { tag, pattern }),
  };
}

export function judgeSemverRange(
  { tag }: JudgedImage,
  { semverRange, variant, prerelease }: ImagePolicy,
): Verdict {
  if (semverRange === undefined) {
    return undefined;
  }
  const range = semverRange;
  if (tag === undefined) {
    return { passed: false, message: message('VERDICT_NO_VERSION', { range }) };
  }
  const versions = VersionRange.parse(range);
  const passed = beforeVariant(tag, variant).some(text => {
    const version = versionOfTag(text);
    return Boolean(
      version && versions?.includes(version.version, { prerelease }),
    );
  });
  return {
    passed,
    message: passed
      ? message('VERDICT_VERSION_FITS', { tag, range })
      : message('VERDICT_VERSION', { tag, range }),
  };
}

export function judgeVariant(
  { tag }: JudgedImage,
  { variant }: ImagePolicy,
): Verdict {
  if (variant === undefined) {
    return undefined;
  }
  if (tag === undefined) {
    return {
      passed: false,
      message: message('VERDICT_NO_VARIANT', { variant }),
    };
  }
  const passed = beforeVariant(tag, variant).length > 0;
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
function beforeVariant(tag: string, variant: string | undefined): string[] {
  if (variant === undefined) {
    return [tag];
  }
  return tag
    .split('-')
    .map((_, at, parts) => [
      parts.slice(0, at).join('-'),
      parts.slice(at).join('-'),
    ])
    .filter(
      ([before, behind]) =>
        before !== '' && matchesRepository([variant], behind),
    )
    .map(([before]) => before);
}
