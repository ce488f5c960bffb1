import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import {
  RESOURCE_TYPE_INTEGRATION,
  RESOURCE_TYPE_WORKSPACE,
} from 'backstage-plugin-integrated-registry-common';
import { IntegrationFilter } from '../model';
import { DecidedIntegration } from './AccessDecision';
import { CatalogWorkspace } from './workspaces/WorkspaceDirectory';

/** An integration, and who looks after the workspace it belongs to. */
export interface IntegrationResource extends DecidedIntegration {
  /** Entity refs that the workspace's annotation names. */
  workspaceAdmins: readonly string[];
}

/**
 * What a condition asks of integrations. Who administers a workspace stands in the catalog and not
 * in our database, so that condition is looked up before the database is asked.
 */
export type IntegrationQuery = IntegrationFilter | { adminClaims: string[] };

export const integrationResourceRef = createPermissionResourceRef<
  IntegrationResource,
  IntegrationQuery
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
