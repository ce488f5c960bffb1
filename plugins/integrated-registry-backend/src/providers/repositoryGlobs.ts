import { Minimatch } from 'minimatch';

/**
 * Tells of a repository whether the filter lets it through; an empty filter lets all through.
 * Braces and extended globs are not read: they can be written so that they take for ever.
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
