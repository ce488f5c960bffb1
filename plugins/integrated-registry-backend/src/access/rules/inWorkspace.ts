import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { lowerRefs } from '../entityRefs';
import { integrationResourceRef } from '../resources';

/** Integrations that are owned by one of the workspaces. */
export const inWorkspace = createPermissionRule({
  name: 'IN_WORKSPACE',
  description: 'Owned by one of these workspaces',
  resourceRef: integrationResourceRef,
  paramsSchema: z.object({
    workspaces: z
      .array(z.string())
      .describe('Entity refs of groups, such as group:default/payments'),
  }),
  apply: (integration, { workspaces }) =>
    lowerRefs(workspaces).includes(integration.workspace),
  toQuery: ({ workspaces }) => ({
    field: 'workspace',
    values: lowerRefs(workspaces),
  }),
});
