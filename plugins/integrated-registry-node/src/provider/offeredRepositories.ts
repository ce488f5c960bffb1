import { RepositoryGlobs } from 'backstage-plugin-integrated-registry-common';
import { setImmediate } from 'node:timers/promises';
import { RegistryConnection } from './RegistryConnection';
import { RegistryRepository, RegistryRepositoryPage } from './registryLists';

/** Steps of the matcher after which others get their turn: about five milliseconds. */
const STEPS_AT_A_TIME = 2_000_000;

/** How a provider lists repositories. @public */
export interface RepositoryListing {
  signal: AbortSignal;
  /** A declared repository, with what its name tells. */
  declared(name: string): RegistryRepository;
  /** What the registry lists; called only where nothing is declared. */
  pages(): AsyncIterable<RegistryRepositoryPage>;
}

/**
 * The repositories an integration offers, page by page: those that are declared on it, or else what
 * the registry lists. Its repository filter goes over both.
 *
 * @public
 */
export async function* offeredRepositories(
  connection: Pick<RegistryConnection, 'repositories' | 'repositoryFilter'>,
  { signal, declared, pages }: RepositoryListing,
): AsyncGenerator<RegistryRepositoryPage, void, undefined> {
  const offered = filterBy(connection.repositoryFilter);
  if (connection.repositories.length > 0) {
    signal.throwIfAborted();
    yield { items: await offered(connection.repositories.map(declared)) };
    return;
  }
  for await (const page of pages()) {
    yield { ...page, items: await offered(page.items) };
  }
}

/** Thousands of names against hundreds of globs must not hold up everybody else. */
function filterBy(globs: readonly string[]) {
  const filter = RepositoryGlobs.create(globs);
  let paused = 0;
  return async (items: readonly RegistryRepository[]) => {
    if (globs.length === 0) {
      return [...items];
    }
    const offered: RegistryRepository[] = [];
    for (const item of items) {
      if (filter.matches(item.name)) {
        offered.push(item);
      }
      if (filter.steps - paused > STEPS_AT_A_TIME) {
        paused = filter.steps;
        await setImmediate();
      }
    }
    return offered;
  };
}
