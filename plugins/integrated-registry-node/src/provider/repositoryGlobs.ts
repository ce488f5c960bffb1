import { RepositoryGlobs } from 'backstage-plugin-integrated-registry-common';

/**
 * Tells of a repository whether the filter of an integration lets it through; an empty filter lets
 * all through. `*` stands for a part of a name, `**` for any number of parts. Braces and extended
 * globs are not read. Make it once and ask it often: the globs are taken apart here, and a name is
 * then matched in a time that grows with its length alone.
 *
 * @param globs - the `repositoryFilter` of a connection
 * @public
 */
export function repositoryGlobs(
  globs: readonly string[],
): (repository: string) => boolean {
  if (globs.length === 0) {
    return () => true;
  }
  const matcher = RepositoryGlobs.create(globs);
  return repository => matcher.matches(repository);
}
