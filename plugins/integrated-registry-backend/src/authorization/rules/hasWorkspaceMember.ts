import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { integrationResourceRef, workspaceResourceRef } from '../resources';

const paramsSchema = z.object({
  claims: z
    .array(z.string())
    .describe(
      'Entity refs the user owns through: pass their ownershipEntityRefs',
    ),
});

const lower = (refs: readonly string[]) =>
  refs.map(ref => ref.toLocaleLowerCase('en-US'));

/** Integrations of workspaces that are among the claims. */
export const hasWorkspaceMember = createPermissionRule({
  name: 'HAS_WORKSPACE_MEMBER',
  description: 'Owned by a workspace the user is a member of',
  resourceRef: integrationResourceRef,
  paramsSchema,
  apply: (integration, { claims }) =>
    lower(claims).includes(integration.workspace),
  toQuery: ({ claims }) => ({ field: 'workspace', values: lower(claims) }),
});

/** The same for the workspace itself. */
export const isWorkspaceOfMember = createPermissionRule({
  name: 'HAS_WORKSPACE_MEMBER',
  description: 'A workspace the user is a member of',
  resourceRef: workspaceResourceRef,
  paramsSchema,
  apply: (workspace, { claims }) => lower(claims).includes(workspace.entityRef),
  toQuery: ({ claims }) => ({
    matches: workspace => lower(claims).includes(workspace.entityRef),
  }),
});
