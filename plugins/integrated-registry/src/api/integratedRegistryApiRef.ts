import { createApiRef } from '@backstage/frontend-plugin-api';
import { IntegratedRegistryApi } from 'backstage-plugin-integrated-registry-common';

/**
 * The backend's HTTP contract as methods. The same reference serves the new and the old frontend
 * system.
 *
 * @public
 */
export const integratedRegistryApiRef =
  createApiRef<IntegratedRegistryApi>().with({
    id: 'plugin.integrated-registry.api',
    pluginId: 'integrated-registry',
  });
