import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import {
  RESOURCE_TYPE_INTEGRATION,
  RESOURCE_TYPE_WORKSPACE,
} from 'backstage-plugin-integrated-registry-common';
import { IntegrationFilter } from '../database';
import { StoredIntegration } from '../services/types';
import { CatalogWorkspace } from '../services/WorkspaceDirectory';

export const integrationResourceRef = createPermissionResourceRef<
  StoredIntegration,
  IntegrationFilter
>().with({
  pluginId: 'integrated-registry',
  resourceType: RESOURCE_TYPE_INTEGRATION,
});

/** A predicate serves as the query: workspaces are not in our database. */
export type WorkspaceFilter = (workspace: CatalogWorkspace) => boolean;

export const workspaceResourceRef = createPermissionResourceRef<
  CatalogWorkspace,
  { matches: WorkspaceFilter }
>().with({
  pluginId: 'integrated-registry',
  resourceType: RESOURCE_TYPE_WORKSPACE,
});
