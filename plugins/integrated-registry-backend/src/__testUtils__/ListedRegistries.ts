import { BackendFeature } from '@backstage/backend-plugin-api';
import {
  RegistryClient,
  RegistryConnection,
  RegistryError,
  RegistryGap,
  RegistryProvider,
  RegistryRepository,
  RegistryRepositoryPage,
} from 'backstage-plugin-integrated-registry-node';
import { providerModule } from './providerModule';

/** A registry of a test, by its host: what is in it may change at any time. */
export interface ListedRegistry {
  repositories: RegistryRepository[];
  /** Per page. */
  pageSize: number;
  /** Walks over the catalogue that are under way. */
  walks: number;
  /** Of `walks`, the most there ever were at once. */
  mostWalks: number;
  /** Called before each page; may wait, or throw. */
  beforePage(from: string): Promise<void> | void;
  /** Names that are not listed and may not be read, though they are there. */
  hidden: Set<string>;
  /** Names that are still listed, though they are gone: as on a page that was made before. */
  lagging: Set<string>;
  /** What each page tells to be missing. */
  gaps: RegistryGap[];
}

/** A registry type that lists what a test says, and nothing else. */
export class ListedRegistries implements RegistryProvider {
  readonly type = 'listed';
  readonly title = 'Listed';
  readonly credential = 'optional';
  readonly #registries = new Map<string, ListedRegistry>();

  add(host: string, repositories: RegistryRepository[]): ListedRegistry {
    const registry: ListedRegistry = {
      repositories,
      pageSize: 50,
      walks: 0,
      mostWalks: 0,
      beforePage: () => {},
      hidden: new Set(),
      lagging: new Set(),
      gaps: [],
    };
    this.#registries.set(host, registry);
    return registry;
  }

  /** What a portal is given to know this type. */
  get feature(): BackendFeature {
    return providerModule(this);
  }

  connect({ url }: RegistryConnection): RegistryClient {
    const registry = this.#registries.get(new URL(url).host);
    if (!registry) {
      throw new Error(`No registry is listed at ${url}`);
    }
    const refuse = async () => {
      throw new Error('A listed registry only lists repositories');
    };
    return {
      diagnose: async () => ({ ok: true, steps: [] }),
      listRepositories: ({ signal, cursor }) => walk(registry, signal, cursor),
      listTags: async name => {
        if (registry.hidden.has(name)) {
          throw new RegistryError('FORBIDDEN', {
            message: `${name} is hidden`,
          });
        }
        if (
          registry.lagging.has(name) ||
          !registry.repositories.some(item => item.name === name)
        ) {
          throw new RegistryError('NOT_FOUND', { message: `${name} is gone` });
        }
        return { items: [{ name: '1.0' }], order: 'none' };
      },
      resolve: refuse,
      // As a connection test reads one.
      getArtifact: async (repository, reference) => ({
        repository,
        reference,
        digest: `sha256:${'a'.repeat(64)}`,
        mediaType: 'application/vnd.oci.image.manifest.v1+json',
        kind: 'image',
        platforms: [],
        layers: [],
        history: [],
        labels: {},
        annotations: {},
      }),
    };
  }
}

function abortedBy(signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** In the order of names, as registries do, so that what comes and goes meanwhile shifts nothing. */
async function* walk(
  registry: ListedRegistry,
  signal: AbortSignal,
  cursor = '',
): AsyncGenerator<RegistryRepositoryPage> {
  registry.walks++;
  registry.mostWalks = Math.max(registry.mostWalks, registry.walks);
  try {
    for (let from: string | undefined = cursor; from !== undefined; ) {
      signal.throwIfAborted();
      await Promise.race([registry.beforePage(from), abortedBy(signal)]);
      signal.throwIfAborted();
      const after: string = from;
      const left = registry.repositories
        .filter(({ name }) => name > after && !registry.hidden.has(name))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
      const items = left.slice(0, registry.pageSize);
      from = left.length > items.length ? items.at(-1)?.name : undefined;
      yield {
        items,
        ...(from !== undefined && { cursor: from }),
        ...(registry.gaps.length > 0 && { gaps: registry.gaps }),
      };
    }
  } finally {
    registry.walks--;
  }
}
