import {
  ImagePolicy,
  TagPattern,
} from 'backstage-plugin-integrated-registry-common';
import { satisfies, validRange } from 'semver';
import { versionOfTag } from '../../tags/sortTags';
import { JudgedImage, Verdict } from './JudgedImage';

export function judgeTagPattern(
  { tag }: JudgedImage,
  { tagPattern }: ImagePolicy,
): Verdict {
  if (tagPattern === undefined) {
    return undefined;
  }
  const passed = tag !== undefined && TagPattern.parse(tagPattern).matches(tag);
  return {
    passed,
    message: passed
      ? `The tag ${tag} has the form that is asked for`
      : `${describeTag(tag)} must have the form ${tagPattern}`,
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
      message: `${JSON.stringify(
        semverRange,
      )} is not a range of versions. The template’s author should write it such as ">=1.2 <2"`,
    };
  }
  const version = tag === undefined ? undefined : versionOfTag(tag);
  const passed = version !== undefined && satisfies(version, semverRange);
  return {
    passed,
    message: passed
      ? `The version ${tag} is within ${semverRange}`
      : `${describeTag(tag)} must be a version within ${semverRange}`,
  };
}

function describeTag(tag: string | undefined): string {
  return tag === undefined ? 'The image has no tag, but it' : `The tag ${tag}`;
}
