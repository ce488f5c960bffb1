import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { createRecordUseAction } from './actions/recordUse';
import { createResolveImageAction } from './actions/resolveImage';

/**
 * Adds the actions `integrated-registry:image:resolve` and `integrated-registry:image:record-use`
 * to templates.
 *
 * @public
 */
export const integratedRegistryScaffolderModule = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'integrated-registry',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        discovery: coreServices.discovery,
        scaffolder: scaffolderActionsExtensionPoint,
      },
      async init({ auth, discovery, scaffolder }) {
        scaffolder.addActions(
          createResolveImageAction({ auth, discovery }),
          createRecordUseAction({ auth, discovery }),
        );
      },
    });
  },
});
