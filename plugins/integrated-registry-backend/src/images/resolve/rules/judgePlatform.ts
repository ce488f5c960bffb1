import {
  ImagePolicy,
  message,
} from 'backstage-plugin-integrated-registry-common';
import { isPlatformNamed, platformName } from '../../artifacts/platformNames';
import { JudgedImage, Verdict } from './JudgedImage';

/** So many platforms are named in a message. */
const MAX_NAMED = 20;

export function judgePlatform(
  { artifact }: JudgedImage,
  { platform }: ImagePolicy,
): Verdict {
  const named = artifact?.platforms ?? [];
  if (named.length > 0 && named.every(({ missing }) => missing)) {
    return {
      passed: false,
      message: message('VERDICT_PLATFORMS_GONE'),
    };
  }
  if (platform === undefined) {
    return undefined;
  }
  if (!artifact) {
    return {
      passed: false,
      message: message('VERDICT_PLATFORM_UNKNOWN', { platform }),
    };
  }
  const matching = named.filter(known => isPlatformNamed(known, platform));
  if (matching.some(({ missing, unchecked }) => !missing && !unchecked)) {
    return {
      passed: true,
      message: message('VERDICT_PLATFORM_FITS', { platform }),
    };
  }
  if (matching.some(({ unchecked }) => unchecked)) {
    return {
      passed: false,
      message: message('VERDICT_PLATFORM_UNCHECKED', { platform }),
    };
  }
  const there = [
    ...new Set(named.filter(({ missing }) => !missing).map(platformName)),
  ];
  const shown = there.slice(0, MAX_NAMED);
  const more = there.length - shown.length + (artifact.morePlatforms ?? 0);
  return {
    passed: false,
    message: message(
      matching.length > 0 ? 'VERDICT_PLATFORM_GONE' : 'VERDICT_PLATFORM',
      { platform, platforms: describePlatforms(shown, more) },
    ),
  };
}

function describePlatforms(platforms: readonly string[], more: number) {
  if (platforms.length === 0) {
    return message('PLATFORMS_NONE');
  }
  return more > 0
    ? message('PLATFORMS_AND_MORE', { platforms, more })
    : message('PLATFORMS', { platforms });
}
