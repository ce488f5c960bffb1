import { repositoryGlobs } from 'backstage-plugin-integrated-registry-node';
import { LRUCache } from 'lru-cache';
import { StoredIntegration } from '../model';

/** By integration and version: people ask for one image after the other of the same registry. */
const filters = new LRUCache<string, ReturnType<typeof repositoryGlobs>>({
  max: 500,
});

/** Does the filter of an integration let a repository through? An empty one lets all through. */
export function offersRepository(
  { id, version, repositoryFilter }: StoredIntegration,
  repository: string,
): boolean {
  const key = JSON.stringify([id, version]);
  const offers = filters.get(key) ?? repositoryGlobs(repositoryFilter);
  filters.set(key, offers);
  return offers(repository);
}
