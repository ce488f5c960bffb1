import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { matchesFilter } from '../../model';
import { lowerRefs } from '../entityRefs';
import { integrationResourceRef } from '../resources';

const toQuery = ({ workspaces = [] }: { workspaces?: string[] }) => ({
  sharedWith: lowerRefs(workspaces),
});

/** Integrations that are shared with everybody, or with one of the workspaces. */
export const isShared = createPermissionRule({
  name: 'IS_SHARED',
  description: 'Shared with everybody, or with one of these workspaces',
  resourceRef: integrationResourceRef,
  paramsSchema: z.object({
    workspaces: z
      .array(z.string())
      .optional()
      .describe('Entity refs of groups; without them, shared with everybody'),
  }),
  apply: (integration, params) => matchesFilter(integration, toQuery(params)),
  toQuery,
});
