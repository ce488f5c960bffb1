import { createPermissionRule } from '@backstage/plugin-permission-node';
import { lowerRefs } from '../entityRefs';
import { integrationResourceRef } from '../resources';
import { claimsSchema, isClaimed } from './claims';

/** Integrations of workspaces that are among the claims. */
export const hasWorkspaceMember = createPermissionRule({
  name: 'HAS_WORKSPACE_MEMBER',
  description: 'Owned by a workspace the user is a member of',
  resourceRef: integrationResourceRef,
  paramsSchema: claimsSchema,
  apply: ({ workspace }, { claims }) => isClaimed([workspace], claims),
  toQuery: ({ claims }) => ({ field: 'workspace', values: lowerRefs(claims) }),
});
