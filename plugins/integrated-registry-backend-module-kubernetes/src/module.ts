import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  NetworkPolicy,
  pullSecretTargetsExtensionPoint,
} from 'backstage-plugin-integrated-registry-node';
import { KubernetesApi } from './KubernetesApi';
import { KubernetesTarget } from './KubernetesTarget';
import { readClusters } from './readClusters';

/**
 * Lets the Integrated Registry write pull secrets to Kubernetes clusters. Does nothing without
 * `integratedRegistry.clusters` in the configuration.
 *
 * @public
 */
export const integratedRegistryKubernetesModule = createBackendModule({
  pluginId: 'integrated-registry',
  moduleId: 'kubernetes',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        targets: pullSecretTargetsExtensionPoint,
      },
      async init({ config, targets }) {
        const networkPolicy = NetworkPolicy.fromConfig(config);
        targets.addTarget(
          ...readClusters(config).map(
            settings =>
              new KubernetesTarget(
                settings.name,
                new KubernetesApi(settings, networkPolicy),
              ),
          ),
        );
      },
    });
  },
});
