import { Platform } from 'backstage-plugin-integrated-registry-common';

export function formatPlatform({
  os,
  architecture,
  variant,
}: Platform): string {
  return [os, architecture, variant].filter(Boolean).join('/');
}

/** Enough of a digest to tell one from another. */
export function shortDigest(digest: string): string {
  return digest.slice(0, digest.indexOf(':') + 13);
}
