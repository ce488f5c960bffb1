import { createBackendModule } from '@backstage/backend-plugin-api';
import { registryProvidersExtensionPoint } from 'backstage-plugin-integrated-registry-node';
import { giteaProvider } from './GiteaProvider';

/** Offers Gitea and Forgejo beside the built-in registry types. */
export const giteaRegistryModule = createBackendModule({
  pluginId: 'integrated-registry',
  moduleId: 'gitea',
  register(reg) {
    reg.registerInit({
      deps: { providers: registryProvidersExtensionPoint },
      async init({ providers }) {
        providers.addProvider(giteaProvider);
      },
    });
  },
});
