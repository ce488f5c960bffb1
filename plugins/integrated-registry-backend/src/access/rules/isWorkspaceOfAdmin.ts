import { createPermissionRule } from '@backstage/plugin-permission-node';
import { workspaceResourceRef } from '../resources';
import { claimsSchema, isClaimed } from './claims';

/** `HAS_WORKSPACE_ADMIN` of workspaces themselves: their annotation names one of the claims. */
export const isWorkspaceOfAdmin = createPermissionRule({
  name: 'HAS_WORKSPACE_ADMIN',
  description: 'A workspace whose annotation names the user as admin',
  resourceRef: workspaceResourceRef,
  paramsSchema: claimsSchema,
  apply: ({ admins = [] }, { claims }) => isClaimed(admins, claims),
  toQuery: ({ claims }) => ({
    matches: ({ admins = [] }) => isClaimed(admins, claims),
  }),
});
