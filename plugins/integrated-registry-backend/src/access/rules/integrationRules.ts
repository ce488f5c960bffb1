import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { matchesFilter } from '../../model';
import { lowerRefs } from '../entityRefs';
import { integrationResourceRef } from '../resources';
import { claimsSchema, isClaimed, workspacesSchema } from './params';

const sharedWith = ({ workspaces = [] }: { workspaces?: string[] }) => ({
  sharedWith: lowerRefs(workspaces),
});

/** Rules about integrations. */
export const integrationRules = {
  inWorkspace: createPermissionRule({
    name: 'IN_WORKSPACE',
    description: 'Owned by one of these workspaces',
    resourceRef: integrationResourceRef,
    paramsSchema: workspacesSchema,
    apply: (integration, { workspaces }) =>
      lowerRefs(workspaces).includes(integration.workspace),
    toQuery: ({ workspaces }) => ({
      field: 'workspace',
      values: lowerRefs(workspaces),
    }),
  }),
  hasWorkspaceMember: createPermissionRule({
    name: 'HAS_WORKSPACE_MEMBER',
    description: 'Owned by a workspace the user is a member of',
    resourceRef: integrationResourceRef,
    paramsSchema: claimsSchema,
    apply: ({ workspace }, { claims }) => isClaimed([workspace], claims),
    toQuery: ({ claims }) => ({
      field: 'workspace',
      values: lowerRefs(claims),
    }),
  }),
  hasWorkspaceAdmin: createPermissionRule({
    name: 'HAS_WORKSPACE_ADMIN',
    description:
      'Owned by a workspace whose annotation names the user as admin',
    resourceRef: integrationResourceRef,
    paramsSchema: claimsSchema,
    apply: ({ workspaceAdmins }, { claims }) =>
      isClaimed(workspaceAdmins, claims),
    toQuery: ({ claims }) => ({ adminClaims: claims }),
  }),
  isType: createPermissionRule({
    name: 'IS_TYPE',
    description: 'Of one of these registry types',
    resourceRef: integrationResourceRef,
    paramsSchema: z.object({
      types: z.array(z.string()).describe('Such as docker, harbor, jfrog'),
    }),
    apply: (integration, { types }) => types.includes(integration.type),
    toQuery: ({ types }) => ({ field: 'type', values: types }),
  }),
  isShared: createPermissionRule({
    name: 'IS_SHARED',
    description: 'Shared with everybody, or with one of these workspaces',
    resourceRef: integrationResourceRef,
    paramsSchema: z.object({
      workspaces: z
        .array(z.string())
        .optional()
        .describe('Entity refs of groups; without them, shared with everybody'),
    }),
    apply: (integration, params) =>
      matchesFilter(integration, sharedWith(params)),
    toQuery: sharedWith,
  }),
};
