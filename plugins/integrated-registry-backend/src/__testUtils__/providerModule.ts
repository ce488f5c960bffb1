import {
  BackendFeature,
  coreServices,
  createBackendModule,
  LoggerService,
} from '@backstage/backend-plugin-api';
import {
  RegistryClient,
  RegistryError,
  RegistryProvider,
  registryProvidersExtensionPoint,
} from 'backstage-plugin-integrated-registry-node';

/** A module that installs a provider. */
export function providerModule(
  provider: RegistryProvider | ((logger: LoggerService) => RegistryProvider),
): BackendFeature {
  return createBackendModule({
    pluginId: 'integrated-registry',
    moduleId: 'provider-of-a-test',
    register(env) {
      env.registerInit({
        deps: {
          logger: coreServices.logger,
          providers: registryProvidersExtensionPoint,
        },
        async init({ logger, providers }) {
          providers.addProvider(
            typeof provider === 'function' ? provider(logger) : provider,
          );
        },
      });
    },
  });
}

const nothing = async () => {
  throw new RegistryError('NOT_FOUND', { message: 'There is nothing' });
};

/** The client of a registry that is well and empty. */
export const emptyClient: RegistryClient = {
  diagnose: async () => ({ ok: true, steps: [] }),
  async *listRepositories() {
    yield { items: [] };
  },
  listTags: async () => ({ items: [], order: 'none' }),
  resolve: nothing,
  getArtifact: nothing,
};
