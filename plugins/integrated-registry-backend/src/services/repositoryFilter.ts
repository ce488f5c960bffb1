import { makeRe } from 'minimatch';
import { testPattern } from './testPattern';

/**
 * Does a repository match one of the globs? Braces and extended globs are not read, as in the
 * filters of the providers.
 */
export function matchesGlobs(
  repository: string,
  globs: readonly string[],
): boolean {
  return globs.some(glob => {
    const pattern = makeRe(glob, {
      dot: true,
      nobrace: true,
      nocomment: true,
      noext: true,
      nonegate: true,
    });
    return pattern !== false && testPattern(pattern, repository);
  });
}
