import { message, Message } from '../messages';

/** Digits of the hash in hexadecimal, by algorithm. */
const hashLengths: Readonly<Record<string, number>> = {
  sha256: 64,
  sha384: 96,
  sha512: 128,
};

/**
 * Why a digest is none, or `undefined` where it is one.
 *
 * Source: OCI image specification, "Descriptor", section "Digests".
 */
export function findDigestProblem(digest: string): Message | undefined {
  const colon = digest.indexOf(':');
  if (colon < 0) {
    return message('DIGEST_FORM');
  }
  const algorithm = digest.slice(0, colon);
  const hash = digest.slice(colon + 1);
  if (!Object.hasOwn(hashLengths, algorithm)) {
    return message('DIGEST_ALGORITHM', { algorithm: quote(algorithm) });
  }
  const length = hashLengths[algorithm];
  if (hash.length !== length) {
    return message('DIGEST_LENGTH', {
      algorithm,
      length,
      found: hash.length,
    });
  }
  if (!/^[a-f0-9]*$/.test(hash)) {
    return /^[a-f0-9]*$/i.test(hash)
      ? message('DIGEST_UPPER_CASE')
      : message('DIGEST_CHARACTERS');
  }
  return undefined;
}

/** Long input is cut, so that a message stays readable. */
function quote(text: string): string {
  return JSON.stringify(text.length > 20 ? `${text.slice(0, 20)}…` : text);
}
