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
/** These names say the variant, whatever stands behind them. */
const IMPLIED_VARIANTS: Record<string, string> = {
  i386: '',
  armhf: 'v7',
  armel: 'v6',
};
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
    (known.variant === wanted.variant ||
      runsOnLater(wanted.architecture, known.variant, wanted.variant))
  );
}

/** Source: containerd/platforms, compare.go, `platformVector`. */
function runsOnLater(
  architecture: string,
  knownVariant: string,
  wantedVariant: string,
): boolean {
  const known = levelOf(knownVariant);
  const wanted = levelOf(wantedVariant);
  if (!known || !wanted) {
    return false;
  }
  switch (architecture) {
    case 'amd64':
      return isWithin(1, known, wanted);
    case 'arm':
      return isWithin(5, known, wanted);
    case 'arm64':
      return known.major === wanted.major
        ? known.minor <= wanted.minor
        : known.major === 8 &&
            wanted.major === 9 &&
            // Where version 9 left version 8.
            known.minor <= wanted.minor + 5;
    default:
      return false;
  }
}

interface Level {
  major: number;
  minor: number;
}

function isWithin(least: number, known: Level, wanted: Level): boolean {
  return (
    known.minor === 0 &&
    wanted.minor === 0 &&
    known.major >= least &&
    known.major <= wanted.major
  );
}

/** `v8.2` as numbers; undefined for a variant that is none. */
function levelOf(variant: string): Level | undefined {
  const [, major, minor = 0] = /^v(\d)(?:\.(\d))?$/.exec(variant) ?? [];
  return major === undefined
    ? undefined
    : { major: Number(major), minor: Number(minor) };
}

/** Source: containerd/platforms, database.go. */
function normalize({ os, architecture, variant = '' }: Named) {
  const written = architecture.toLowerCase();
  const known = ARCHITECTURES[written] ?? written;
  return {
    os: SYSTEMS[os.toLowerCase()] ?? os.toLowerCase(),
    architecture: known,
    variant:
      IMPLIED_VARIANTS[written] ?? variantOf(known, variant.toLowerCase()),
  };
}

/** What is meant by a variant, or by none. */
function variantOf(architecture: string, variant: string): string {
  switch (architecture) {
    case 'amd64':
      return variant || 'v1';
    case 'arm':
      return /^[5-8]?$/.test(variant) ? `v${variant || 7}` : variant;
    case 'arm64':
      return /^(?:[89](?:\.0)?)?$/.test(variant)
        ? `v${variant[0] ?? 8}`
        : variant.replace(/^(v[89])\.0$/, '$1');
    default:
      return variant;
  }
}
