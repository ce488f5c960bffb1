import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  ClusterError,
  PullSecretTarget,
  pullSecretTargetsExtensionPoint,
} from 'backstage-plugin-integrated-registry-node';

/** A cluster that answers nothing. */
export function silentCluster(cluster: string): PullSecretTarget {
  const silent = async (): Promise<never> => {
    throw new ClusterError('UNREACHABLE', 'nothing answers');
  };
  return {
    cluster,
    getNamespace: silent,
    findSecret: silent,
    applySecret: silent,
    removeSecret: silent,
    setLinked: silent,
    describeRole: () => '',
    close: () => undefined,
  };
}

/** Gives a portal clusters. */
export function clusterModule(...targets: PullSecretTarget[]) {
  return createBackendModule({
    pluginId: 'integrated-registry',
    moduleId: 'test-clusters',
    register(reg) {
      reg.registerInit({
        deps: { extensionPoint: pullSecretTargetsExtensionPoint },
        async init({ extensionPoint }) {
          extensionPoint.addTarget(...targets);
        },
      });
    },
  });
}
