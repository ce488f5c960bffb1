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
export function findDigestProblem(digest: string): string | undefined {
  const colon = digest.indexOf(':');
  if (colon < 0) {
    return 'A digest is an algorithm, a colon and a hash in hexadecimal, such as sha256: and 64 digits';
  }
  const algorithm = digest.slice(0, colon);
  const hash = digest.slice(colon + 1);
  if (!Object.hasOwn(hashLengths, algorithm)) {
    return `The digest's algorithm ${quote(
      algorithm,
    )} is not known. Known are sha256, sha384 and sha512, in lower case`;
  }
  const length = hashLengths[algorithm];
  if (hash.length !== length) {
    return `A ${algorithm} digest has ${length} hexadecimal digits, but this one has ${hash.length}. Copy the whole digest`;
  }
  if (!/^[a-f0-9]*$/.test(hash)) {
    return /^[a-f0-9]*$/i.test(hash)
      ? 'The hash of a digest is written in lower case'
      : 'The hash of a digest is written with the hexadecimal digits 0 to 9 and a to f only';
  }
  return undefined;
}

/** Long input is cut, so that a message stays readable. */
function quote(text: string): string {
  return JSON.stringify(text.length > 20 ? `${text.slice(0, 20)}…` : text);
}
