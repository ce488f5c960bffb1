/** The characters with which a glob stops to be what it matches. */
const SPECIAL = /[*?[\\]/;

/**
 * What every name begins with that one of the globs matches: in byte order, and none the beginning of
 * another. Undefined where a glob may match names with any beginning.
 *
 * @param globs - as of `RepositoryGlobs`
 * @public
 */
export function literalPrefixes(
  globs: readonly string[],
): readonly string[] | undefined {
  // As globs are read: several slashes are one.
  const all = globs.map(glob => glob.split(SPECIAL)[0].replace(/\/+/g, '/'));
  if (all.includes('')) {
    return undefined;
  }
  // Names are of ASCII, whose order is that of UTF-16.
  const prefixes: string[] = [];
  for (const prefix of all.sort()) {
    const last = prefixes.at(-1);
    if (last === undefined || !prefix.startsWith(last)) {
      prefixes.push(prefix);
    }
  }
  return prefixes;
}
