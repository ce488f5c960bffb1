import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { PullSecretTarget } from './PullSecretTarget';

/** @public */
export interface PullSecretTargetsExtensionPoint {
  /** @throws where a target of the same cluster is there already */
  addTarget(...targets: PullSecretTarget[]): void;
}

/**
 * Lets a backend module give the Integrated Registry clusters to write pull secrets to.
 *
 * @public
 */
export const pullSecretTargetsExtensionPoint =
  createExtensionPoint<PullSecretTargetsExtensionPoint>({
    id: 'integrated-registry.pull-secret-targets',
  });
