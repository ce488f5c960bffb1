import { createPermissionRule } from '@backstage/plugin-permission-node';
import { workspaceResourceRef } from '../resources';
import { claimsSchema, isClaimed } from './claims';

/** `HAS_WORKSPACE_MEMBER` of workspaces themselves: those that are among the claims. */
export const isWorkspaceOfMember = createPermissionRule({
  name: 'HAS_WORKSPACE_MEMBER',
  description: 'A workspace the user is a member of',
  resourceRef: workspaceResourceRef,
  paramsSchema: claimsSchema,
  apply: ({ entityRef }, { claims }) => isClaimed([entityRef], claims),
  toQuery: ({ claims }) => ({
    matches: ({ entityRef }) => isClaimed([entityRef], claims),
  }),
});
