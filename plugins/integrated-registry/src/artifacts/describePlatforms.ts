import { Platform } from 'backstage-plugin-integrated-registry-common';
import { formatPlatform } from './formatting';
import { Translate } from '../translations';

/** More are a list nobody reads. */
const MAX_SHOWN = 10;

/**
 * The platforms of an image, each once: entries of one platform differ in the version of its
 * operating system or in compression. One whose manifests are all gone is told as missing.
 *
 * @param more - how many are left out of the list
 */
export function describePlatforms(
  { platforms, more = 0 }: { platforms: readonly Platform[]; more?: number },
  t: Translate,
): string {
  const byName = new Map<string, Platform[]>();
  for (const platform of platforms) {
    const name = formatPlatform(platform);
    byName.set(name, [...(byName.get(name) ?? []), platform]);
  }
  const all = [...byName].map(([name, entries]) => {
    const there = entries.filter(({ missing }) => !missing);
    if (there.length === 0) {
      return t('platforms.missing', { platform: name });
    }
    const versions = new Set(there.flatMap(({ osVersion }) => osVersion ?? []));
    return versions.size > 0 ? `${name} (${[...versions].join(', ')})` : name;
  });
  const shown = all.slice(0, MAX_SHOWN);
  const list = shown.join(', ');
  const left = all.length - shown.length + more;
  return left > 0 ? t('platforms.more', { list, total: String(left) }) : list;
}
