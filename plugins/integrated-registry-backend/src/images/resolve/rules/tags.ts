import {
  ImagePolicy,
  message,
  TagPattern,
} from 'backstage-plugin-integrated-registry-common';
import { satisfies, validRange } from 'semver';
import { versionOfTag } from '../../tags/sortTags';
import { JudgedImage, Verdict } from './JudgedImage';

/** Do the rules about tags allow this one? */
export function passesTagRules(tag: string, policy: ImagePolicy): boolean {
  const image = { repository: '', tag };
  return [judgeTagPattern, judgeSemverRange].every(
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
  { semverRange }: ImagePolicy,
): Verdict {
  if (semverRange === undefined) {
    return undefined;
  }
  if (validRange(semverRange) === null) {
    return {
      passed: false,
      message: message('VERDICT_RANGE_INVALID', {
        range: JSON.stringify(semverRange),
      }),
    };
  }
  const range = semverRange;
  if (tag === undefined) {
    return { passed: false, message: message('VERDICT_NO_VERSION', { range }) };
  }
  const version = versionOfTag(tag);
  const passed = version !== undefined && satisfies(version, range);
  return {
    passed,
    message: passed
      ? message('VERDICT_VERSION_FITS', { tag, range })
      : message('VERDICT_VERSION', { tag, range }),
  };
}
