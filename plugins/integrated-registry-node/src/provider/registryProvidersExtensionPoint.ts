import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { RegistryProvider } from './RegistryProvider';

/** @public */
export interface RegistryProvidersExtensionPoint {
  /** @throws where a provider of the same type is there already */
  addProvider(...providers: RegistryProvider[]): void;
}

/**
 * Lets a backend module teach the Integrated Registry another registry type.
 *
 * @public
 */
export const registryProvidersExtensionPoint =
  createExtensionPoint<RegistryProvidersExtensionPoint>({
    id: 'integrated-registry.providers',
  });
