import { Platform } from 'backstage-plugin-integrated-registry-common';
import { isPlatformNamed } from './platformNames';

const MAX_PLATFORMS = 50;

/** The platforms for an answer, with how many are left out; all of them are judged. */
export function boundPlatforms(
  platforms: readonly Platform[],
  { more = 0, platform }: { more?: number; platform?: string } = {},
): { platforms: Platform[]; morePlatforms?: number } {
  const isWanted = (known: Platform) =>
    platform !== undefined && isPlatformNamed(known, platform);
  const shown = new Set(
    [
      ...platforms.filter(isWanted),
      ...platforms.filter(known => !isWanted(known)),
    ].slice(0, MAX_PLATFORMS),
  );
  const morePlatforms = more + platforms.length - shown.size;
  return {
    // In the order of the index, which people may have chosen.
    platforms: platforms.filter(known => shown.has(known)),
    ...(morePlatforms > 0 && { morePlatforms }),
  };
}
