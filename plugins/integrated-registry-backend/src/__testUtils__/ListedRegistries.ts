import {
  BackendFeature,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  RegistryClient,
  RegistryConnection,
  RegistryProvider,
  registryProvidersExtensionPoint,
  RegistryRepository,
  RegistryRepositoryPage,
} from 'backstage-plugin-integrated-registry-node';

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
}

/** A registry type that lists what a test says, and nothing else. */
export class ListedRegistries implements RegistryProvider {
  readonly type = 'listed';
  readonly title = 'Listed';
  readonly credential = 'optional';
  readonly configFields = [];
  readonly capabilities = [];
  readonly #registries = new Map<string, ListedRegistry>();

  add(host: string, repositories: RegistryRepository[]): ListedRegistry {
    const registry: ListedRegistry = {
      repositories,
      pageSize: 50,
      walks: 0,
      mostWalks: 0,
      beforePage: () => {},
    };
    this.#registries.set(host, registry);
    return registry;
  }

  /** What a portal is given to know this type. */
  get feature(): BackendFeature {
    return createBackendModule({
      pluginId: 'integrated-registry',
      moduleId: 'listed',
      register: env => {
        env.registerInit({
          deps: { providers: registryProvidersExtensionPoint },
          init: async ({ providers }) => providers.addProvider(this),
        });
      },
    });
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
      listTags: refuse,
      resolve: refuse,
      getArtifact: refuse,
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
        .filter(({ name }) => name > after)
        .sort((a, b) => (a.name < b.name ? -1 : 1));
      const items = left.slice(0, registry.pageSize);
      from = left.length > items.length ? items.at(-1)?.name : undefined;
      yield { items, ...(from !== undefined && { cursor: from }) };
    }
  } finally {
    registry.walks--;
  }
}
