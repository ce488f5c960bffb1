import { Platform } from 'backstage-plugin-integrated-registry-common';

type Named = Pick<Platform, 'os' | 'architecture' | 'variant'>;

/** Other names of an operating system or architecture. Source: containerd/platforms, database.go. */
const SYSTEMS: Record<string, string> = { macos: 'darwin' };
const ARCHITECTURES: Record<string, string> = {
  i386: '386',
  x86_64: 'amd64',
  'x86-64': 'amd64',
  aarch64: 'arm64',
  armhf: 'arm',
  armel: 'arm',
};
/** What an architecture means without a variant, as a number. */
const USUAL_VARIANTS: Record<string, number> = { amd64: 1, arm64: 8, arm: 7 };

/** `linux/arm64/v8` */
export function platformName({ os, architecture, variant }: Named): string {
  return [os, architecture, variant].filter(Boolean).join('/');
}

/**
 * Does an image of this platform run on the named one? It does on the same one, however that is
 * written, and on a later variant of the same architecture. Of containerd's rules, those that cross
 * architectures (386 on amd64, arm on arm64) are left out: machines may lack them.
 *
 * @param name - such as `linux/arm64`, `linux/amd64/v3` or `linux/x86_64`
 */
export function isPlatformNamed(platform: Platform, name: string): boolean {
  const [os, architecture, variant] = name.split('/');
  const wanted = normalize({ os, architecture, variant });
  const known = normalize(platform);
  return (
    known.os === wanted.os &&
    known.architecture === wanted.architecture &&
    runsOn(known.variant, wanted.variant)
  );
}

function runsOn(known: number | string, wanted: number | string): boolean {
  return typeof known === 'number' && typeof wanted === 'number'
    ? known <= wanted
    : known === wanted;
}

/** Variants that are numbers become numbers: each runs what the ones before it run. */
function normalize({ os, architecture, variant = '' }: Named) {
  const written = architecture.toLowerCase();
  const known = ARCHITECTURES[written] ?? written;
  return {
    os: SYSTEMS[os.toLowerCase()] ?? os.toLowerCase(),
    architecture: known,
    variant: variantOf(
      written === 'armel' ? '6' : variant.toLowerCase(),
      known,
    ),
  };
}

function variantOf(variant: string, architecture: string): number | string {
  const usual = USUAL_VARIANTS[architecture];
  if (usual === undefined) {
    return variant;
  }
  if (variant === '') {
    return usual;
  }
  const number = Number(variant.replace(/^v/, ''));
  return Number.isFinite(number) ? number : variant;
}
