import {
  RegistryConnection,
  RegistryRepository,
  RegistryRepositoryPage,
} from './RegistryProvider';
import { repositoryGlobs } from './repositoryGlobs';

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
  const passes = repositoryGlobs(connection.repositoryFilter);
  const offered = (items: readonly RegistryRepository[]) =>
    items.filter(({ name }) => passes(name));
  if (connection.repositories.length > 0) {
    signal.throwIfAborted();
    yield { items: offered(connection.repositories.map(declared)) };
    return;
  }
  for await (const page of pages()) {
    yield { ...page, items: offered(page.items) };
  }
}
