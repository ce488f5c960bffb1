import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { workspaceResourceRef } from '../resources';

const isAdmin = (admins: readonly string[] | undefined, claims: string[]) =>
  (admins ?? []).some(ref =>
    claims.map(claim => claim.toLocaleLowerCase('en-US')).includes(ref),
  );

/**
 * Workspaces whose annotation names the user as admin. Of integrations there is no such rule: who
 * administers a workspace stands in the catalog and not in our database; the roles see to it.
 */
export const hasWorkspaceAdmin = createPermissionRule({
  name: 'HAS_WORKSPACE_ADMIN',
  description: 'A workspace the user is an admin of',
  resourceRef: workspaceResourceRef,
  paramsSchema: z.object({
    claims: z
      .array(z.string())
      .describe(
        'Entity refs the user owns through: pass their ownershipEntityRefs',
      ),
  }),
  apply: (workspace, { claims }) => isAdmin(workspace.admins, claims),
  toQuery: ({ claims }) => ({
    matches: workspace => isAdmin(workspace.admins, claims),
  }),
});
