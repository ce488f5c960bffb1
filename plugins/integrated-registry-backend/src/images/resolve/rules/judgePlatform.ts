import { ImagePolicy } from 'backstage-plugin-integrated-registry-common';
import { isPlatformNamed, platformName } from '../../artifacts/platformNames';
import { JudgedImage, listed, Verdict } from './JudgedImage';

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
      message:
        'The image cannot be pulled: the registry no longer has the manifest of any of its platforms. Choose another version, or have it pushed again',
    };
  }
  if (platform === undefined) {
    return undefined;
  }
  if (!artifact) {
    return {
      passed: false,
      message: `The image must run on ${platform}, which cannot be checked outside the workspace’s registries`,
    };
  }
  const matching = named.filter(known => isPlatformNamed(known, platform));
  if (matching.some(({ missing, unchecked }) => !missing && !unchecked)) {
    return { passed: true, message: `The image runs on ${platform}` };
  }
  if (matching.some(({ unchecked }) => unchecked)) {
    return {
      passed: false,
      message: `The image names ${platform}, and the registry did not answer whether it has the manifest for it. Try again`,
    };
  }
  const there = [
    ...new Set(named.filter(({ missing }) => !missing).map(platformName)),
  ];
  const shown = there.slice(0, MAX_NAMED);
  const more = there.length - shown.length + (artifact.morePlatforms ?? 0);
  const runsOn = `It runs on ${
    shown.length > 0 ? listed(shown) : 'no platform that it tells'
  }${more > 0 ? ` and ${more} more` : ''}`;
  return {
    passed: false,
    message:
      matching.length > 0
        ? `The image names ${platform}, and the registry no longer has the manifest for it. ${runsOn}`
        : `The image does not run on ${platform}. ${runsOn}`,
  };
}
