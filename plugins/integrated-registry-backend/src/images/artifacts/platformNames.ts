import { Platform } from 'backstage-plugin-integrated-registry-common';

/** `linux/arm64/v8` */
export function platformName({ os, architecture, variant }: Platform): string {
  return [os, architecture, variant].filter(Boolean).join('/');
}

/** @param name - without a variant it means each of them */
export function isPlatformNamed(platform: Platform, name: string): boolean {
  const [os, architecture, variant] = name.split('/');
  return (
    platform.os === os &&
    platform.architecture === architecture &&
    (variant === undefined || platform.variant === variant)
  );
}
