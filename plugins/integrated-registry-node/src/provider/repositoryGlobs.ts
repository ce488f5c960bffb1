import { Minimatch } from 'minimatch';

/**
 * Tells of a repository whether the filter of an integration lets it through; an empty filter lets
 * all through. `*` stands for a part of a name, `**` for any number of parts. Braces and extended
 * globs are not read: they can be written so that they take for ever.
 *
 * @param globs - the `repositoryFilter` of a connection
 * @public
 */
export function repositoryGlobs(
  globs: readonly string[],
): (repository: string) => boolean {
  const patterns = globs.map(
    glob =>
      new Minimatch(glob, {
        dot: true,
        nobrace: true,
        nocomment: true,
        noext: true,
        nonegate: true,
      }),
  );
  return repository =>
    patterns.length === 0 ||
    patterns.some(pattern => pattern.match(repository));
}
