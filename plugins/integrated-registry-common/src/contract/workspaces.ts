import { z } from 'zod';
import { issueText } from './issueTexts';
import { pageSchema, pagingQuerySchema } from './paging';
import { verbatimText } from './text';

/**
 * The entity ref of a catalog Group, such as `group:default/payments`.
 *
 * @public
 */
export const workspaceRefSchema = verbatimText('FIELD_WORKSPACE', 255)
  .regex(
    /^group:[a-z0-9][a-z0-9._-]*\/[a-z0-9][a-z0-9._-]*$/i,
    issueText('WORKSPACE_REF_INVALID'),
  )
  .transform(ref => ref.toLocaleLowerCase('en-US'));

/**
 * What the caller is in a workspace.
 */
export const workspaceRoleSchema = z.enum([
  'platform-admin',
  'workspace-admin',
  'member',
]);

/** @public */
export type WorkspaceRole = z.infer<typeof workspaceRoleSchema>;

export const workspaceSchema = z.object({
  /** `group:default/payments` */
  entityRef: z.string(),
  title: z.string(),
  description: z.string().optional(),
  role: workspaceRoleSchema,
  /** May the caller integrate registries here? */
  canCreate: z.boolean(),
  counts: z.object({
    /** Integrations the workspace owns. */
    integrations: z.number().int(),
    /** Of those, how many failed their last health check. */
    unhealthy: z.number().int(),
    /** Integrations of others that are shared with the workspace. */
    shared: z.number().int(),
  }),
});

/** @public */
export type Workspace = z.infer<typeof workspaceSchema>;

export const workspaceListQuerySchema = pagingQuerySchema.extend({
  /** Every word must occur in the title or the entity ref. */
  q: verbatimText('FIELD_SEARCH', 255).optional(),
  /** Only these: entity refs with commas between them. */
  entityRefs: verbatimText('FIELD_WORKSPACES', 6_500).optional(),
});

/** @public */
export type WorkspaceListQuery = z.infer<typeof workspaceListQuerySchema>;

/** By title. */
export const workspaceListSchema = pageSchema(workspaceSchema);

/** @public */
export type WorkspaceList = z.infer<typeof workspaceListSchema>;
