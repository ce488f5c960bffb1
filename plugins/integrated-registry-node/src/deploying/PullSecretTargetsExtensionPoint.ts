import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { PullManifestTarget } from './PullManifestTarget';
import { PullSecretTarget } from './PullSecretTarget';

/** @public */
export interface PullSecretTargetsExtensionPoint {
  /** @throws where a target of the same cluster is there already */
  addTarget(...targets: (PullSecretTarget | PullManifestTarget)[]): void;
}

/**
 * Lets a backend module give the Integrated Registry clusters to write pull secrets to, or to make
 * manifests for.
 *
 * @public
 */
export const pullSecretTargetsExtensionPoint =
  createExtensionPoint<PullSecretTargetsExtensionPoint>({
    id: 'integrated-registry.pull-secret-targets',
  });
