import { createPermissionRule } from '@backstage/plugin-permission-node';
import { integrationResourceRef } from '../resources';
import { claimsSchema, isClaimed } from './claims';

/** Integrations of workspaces whose annotation names one of the claims. */
export const hasWorkspaceAdmin = createPermissionRule({
  name: 'HAS_WORKSPACE_ADMIN',
  description: 'Owned by a workspace whose annotation names the user as admin',
  resourceRef: integrationResourceRef,
  paramsSchema: claimsSchema,
  apply: ({ workspaceAdmins }, { claims }) =>
    isClaimed(workspaceAdmins, claims),
  toQuery: ({ claims }) => ({ adminClaims: claims }),
});
