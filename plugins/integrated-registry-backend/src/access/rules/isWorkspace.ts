import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { lowerRefs } from '../entityRefs';
import { workspaceResourceRef } from '../resources';

/** `IN_WORKSPACE` of workspaces themselves, for the permission to integrate registries. */
export const isWorkspace = createPermissionRule({
  name: 'IN_WORKSPACE',
  description: 'One of these workspaces',
  resourceRef: workspaceResourceRef,
  paramsSchema: z.object({
    workspaces: z
      .array(z.string())
      .describe('Entity refs of groups, such as group:default/payments'),
  }),
  apply: ({ entityRef }, { workspaces }) =>
    lowerRefs(workspaces).includes(entityRef),
  toQuery: ({ workspaces }) => ({
    matches: ({ entityRef }) => lowerRefs(workspaces).includes(entityRef),
  }),
});
