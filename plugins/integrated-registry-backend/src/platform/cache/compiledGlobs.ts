import { repositoryGlobs } from 'backstage-plugin-integrated-registry-node';
import { LRUCache } from 'lru-cache';
import { StoredIntegration } from '../../model';
import { remembered } from './remembered';

type Matches = ReturnType<typeof repositoryGlobs>;

const { max } = remembered.repositoryFilters;
const filters = new LRUCache<string, Matches>({ max });
const patterns = new LRUCache<string, Matches>({ max });

/**
 * Does the filter of an integration let a repository through? An empty one lets all through. Compiled
 * once for each version of the settings: a thousand globs take seconds.
 */
export function offersRepository(
  {
    id,
    version,
    repositoryFilter,
  }: Pick<StoredIntegration, 'id' | 'version' | 'repositoryFilter'>,
  repository: string,
): boolean {
  return compiled(
    filters,
    JSON.stringify([id, version]),
    repositoryFilter,
  )(repository);
}

/** Does one of the patterns of a template take a repository? */
export function matchesRepository(
  globs: readonly string[],
  repository: string,
): boolean {
  return (
    globs.length > 0 &&
    compiled(patterns, JSON.stringify(globs), globs)(repository)
  );
}

function compiled(
  known: LRUCache<string, Matches>,
  key: string,
  globs: readonly string[],
): Matches {
  const matches = known.get(key) ?? repositoryGlobs(globs);
  known.set(key, matches);
  return matches;
}
