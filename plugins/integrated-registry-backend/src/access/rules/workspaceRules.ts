import { createPermissionRule } from '@backstage/plugin-permission-node';
import { lowerRefs } from '../entityRefs';
import { workspaceResourceRef } from '../resources';
import { claimsSchema, isClaimed, workspacesSchema } from './params';

/** The same about workspaces themselves, for the permission to integrate registries. */
export const workspaceRules = {
  inWorkspace: createPermissionRule({
    name: 'IN_WORKSPACE',
    description: 'One of these workspaces',
    resourceRef: workspaceResourceRef,
    paramsSchema: workspacesSchema,
    apply: ({ entityRef }, { workspaces }) =>
      lowerRefs(workspaces).includes(entityRef),
    toQuery: ({ workspaces }) => ({
      matches: ({ entityRef }) => lowerRefs(workspaces).includes(entityRef),
    }),
  }),
  hasWorkspaceMember: createPermissionRule({
    name: 'HAS_WORKSPACE_MEMBER',
    description: 'A workspace the user is a member of',
    resourceRef: workspaceResourceRef,
    paramsSchema: claimsSchema,
    apply: ({ entityRef }, { claims }) => isClaimed([entityRef], claims),
    toQuery: ({ claims }) => ({
      matches: ({ entityRef }) => isClaimed([entityRef], claims),
    }),
  }),
  hasWorkspaceAdmin: createPermissionRule({
    name: 'HAS_WORKSPACE_ADMIN',
    description: 'A workspace whose annotation names the user as admin',
    resourceRef: workspaceResourceRef,
    paramsSchema: claimsSchema,
    apply: ({ admins = [] }, { claims }) => isClaimed(admins, claims),
    toQuery: ({ claims }) => ({
      matches: ({ admins = [] }) => isClaimed(admins, claims),
    }),
  }),
};
