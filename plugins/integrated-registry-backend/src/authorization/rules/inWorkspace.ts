import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { integrationResourceRef, workspaceResourceRef } from '../resources';

const paramsSchema = z.object({
  workspaces: z
    .array(z.string())
    .describe('Entity refs of groups, such as group:default/payments'),
});

const lower = (refs: readonly string[]) =>
  refs.map(ref => ref.toLocaleLowerCase('en-US'));

/** Integrations that are owned by one of the workspaces. */
export const inWorkspace = createPermissionRule({
  name: 'IN_WORKSPACE',
  description: 'Owned by one of these workspaces',
  resourceRef: integrationResourceRef,
  paramsSchema,
  apply: (integration, { workspaces }) =>
    lower(workspaces).includes(integration.workspace),
  toQuery: ({ workspaces }) => ({
    field: 'workspace',
    values: lower(workspaces),
  }),
});

/** One of the workspaces, for the permission to integrate registries. */
export const isWorkspace = createPermissionRule({
  name: 'IN_WORKSPACE',
  description: 'One of these workspaces',
  resourceRef: workspaceResourceRef,
  paramsSchema,
  apply: (workspace, { workspaces }) =>
    lower(workspaces).includes(workspace.entityRef),
  toQuery: ({ workspaces }) => ({
    matches: workspace => lower(workspaces).includes(workspace.entityRef),
  }),
});
