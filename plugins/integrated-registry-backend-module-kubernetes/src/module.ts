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
import { ExternalSecretTarget, SealedSecretTarget } from './manifests';
import { readClusters } from './readClusters';

/**
 * Lets the Integrated Registry write pull secrets to Kubernetes clusters, or make manifests for them.
 * Does nothing without `integratedRegistry.clusters` in the configuration.
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
          ...readClusters(config).map(cluster => {
            const { name } = cluster;
            if ('sealedSecrets' in cluster) {
              return new SealedSecretTarget(name, cluster.sealedSecrets);
            }
            if ('externalSecrets' in cluster) {
              return new ExternalSecretTarget(name, cluster.externalSecrets);
            }
            const api = new KubernetesApi(cluster, networkPolicy);
            return new KubernetesTarget(name, api);
          }),
        );
      },
    });
  },
});
