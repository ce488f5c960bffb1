import { createHash } from 'node:crypto';

const hexLengths: Record<string, number> = {
  sha256: 64,
  sha384: 96,
  sha512: 128,
};

/** Source: OCI image specification 1.1, `descriptor.md`, section "Digests". */
export function isDigest(
  value: string | undefined | null,
): value is `${string}:${string}` {
  const match = /^(sha256|sha384|sha512):([a-f0-9]+)$/.exec(value ?? '');
  return match !== null && match[2].length === hexLengths[match[1]];
}

export function digestOf(content: Buffer, algorithm = 'sha256'): string {
  return `${algorithm}:${createHash(algorithm).update(content).digest('hex')}`;
}

/** @param digest - a valid one */
export function hashesTo(content: Buffer, digest: string): boolean {
  return digestOf(content, digest.split(':')[0]) === digest;
}
