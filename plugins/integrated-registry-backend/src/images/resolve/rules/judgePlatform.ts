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
  const unread = artifact.morePlatforms ?? 0;
  const more = there.length - shown.length + unread;
  const params = { platform, platforms: describePlatforms(shown, more) };
  if (matching.length > 0) {
    return {
      passed: false,
      message: message('VERDICT_PLATFORM_GONE', params),
    };
  }
  if (unread === 0) {
    return { passed: false, message: message('VERDICT_PLATFORM', params) };
  }
  return {
    passed: false,
    message: artifact.partial
      ? message('VERDICT_PLATFORM_UNREAD', params)
      : message('VERDICT_PLATFORM_UNNAMED', { ...params, more: unread }),
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
