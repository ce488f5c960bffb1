import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { createEnsurePullSecretAction } from './actions/ensurePullSecret';
import { createRecordUseAction } from './actions/recordUse';
import { createResolveImageAction } from './actions/resolveImage';
import { TemplateReader } from './templates';

/**
 * Adds the actions `integrated-registry:image:resolve`, `integrated-registry:image:record-use` and
 * `integrated-registry:pull-secret:ensure` to templates.
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
        catalog: catalogServiceRef,
        discovery: coreServices.discovery,
        scaffolder: scaffolderActionsExtensionPoint,
      },
      async init({ auth, catalog, discovery, scaffolder }) {
        scaffolder.addActions(
          createResolveImageAction({
            auth,
            discovery,
            templates: new TemplateReader(catalog),
          }),
          createRecordUseAction({ auth, discovery }),
          createEnsurePullSecretAction({ auth, discovery }),
        );
      },
    });
  },
});
