import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { integrationResourceRef } from '../resources';

/** Integrations of certain registry types. */
export const isType = createPermissionRule({
  name: 'IS_TYPE',
  description: 'Of one of these registry types',
  resourceRef: integrationResourceRef,
  paramsSchema: z.object({
    types: z.array(z.string()).describe('Such as docker, harbor, jfrog'),
  }),
  apply: (integration, { types }) => types.includes(integration.type),
  toQuery: ({ types }) => ({ field: 'type', values: types }),
});
