import { z } from 'zod';
import { findRepositoryProblem } from '../imageReference';
import { globsInQuerySchema } from './imageRules';
import { addMessage } from './issueTexts';
import { healthSchema, repositoryIndexStateSchema } from './integrationStates';
import { pageSchema, pagingQuerySchema } from './paging';
import { requiredText, verbatimText } from './text';
import { textWithoutUserInfo } from './textWithoutUserInfo';
import { workspaceRefSchema } from './workspaces';

/**
 * The name of an image without tag or digest, as the registry knows it, and where it is.
 */
export const repositorySchema = z.object({
  integrationId: z.string(),
  /** `team/app` */
  name: z.string(),
  /** Harbor project or Artifactory repository key; absent in a plain Docker Registry. */
  project: z.string().optional(),
  /** What stands before `name` in an image reference; see `imageNameOf`. */
  imageHost: z.string(),
  description: z.string().optional(),
  /** ISO 8601. */
  updatedAt: z.string().optional(),
  tagCount: z.number().int().optional(),
  pullCount: z.number().int().optional(),
  /** Absent where the registry does not tell. */
  visibility: z.enum(['public', 'private']).optional(),
  /**
   * ISO 8601; since when the registry no longer shows it to the integration, without saying that it
   * is gone. Absent for what the last crawl has seen.
   */
  keptSince: z.string().optional(),
});

/** @public */
export type Repository = z.infer<typeof repositorySchema>;

export const repositorySearchQuerySchema = pagingQuerySchema.extend({
  workspace: workspaceRefSchema,
  /** Only this integration, or these: ids with commas between them. */
  integration: verbatimText('FIELD_INTEGRATION', 6_500).optional(),
  /** Only integrations of this provider type. */
  type: verbatimText('FIELD_TYPE', 50).optional(),
  /** Only this project. */
  project: verbatimText('FIELD_PROJECT', 255).optional(),
  /**
   * Every word must occur in the name, the project or the description. An image reference is searched
   * for by its repository, in the integrations of its host.
   */
  q: textWithoutUserInfo('FIELD_SEARCH', 1_024).optional(),
  /** Only repositories that one of these matches: globs with commas between them. */
  repositories: globsInQuerySchema.optional(),
});

/** @public */
export type RepositorySearchQuery = z.infer<typeof repositorySearchQuerySchema>;

/** @public */
export const repositorySourceListQuerySchema = z.object({
  workspace: workspaceRefSchema,
});

/** @public */
export type RepositorySourceListQuery = z.infer<
  typeof repositorySourceListQuerySchema
>;

/**
 * An integration whose repositories can be used in the workspace. One that is unhealthy is among them,
 * with the reason.
 */
export const repositorySourceSchema = z.object({
  integrationId: z.string(),
  name: z.string(),
  type: z.string(),
  /** Is it owned by the workspace asked for, or shared with it? */
  shared: z.boolean(),
  /**
   * True where the platform stands behind the name: the integration is shared by a platform admin, or
   * of the configuration. Rules by name hold for no others.
   */
  nameConfirmed: z.boolean().optional(),
  imageHost: z.string(),
  health: healthSchema,
  repositoryIndex: repositoryIndexStateSchema,
});

/** @public */
export type RepositorySource = z.infer<typeof repositorySourceSchema>;

/** @public */
export const repositorySourceListSchema = z.object({
  items: z.array(repositorySourceSchema),
});

/** @public */
export type RepositorySourceList = z.infer<typeof repositorySourceListSchema>;

export const repositoryReferenceSchema = z.object({
  /** As it was written. */
  imageHost: z.string().optional(),
  repository: z.string(),
  /** As far as it was written. */
  tag: z.string().optional(),
  digest: z.string().optional(),
});

/** What of a text that is searched for names an image. @public */
export type RepositoryReference = z.infer<typeof repositoryReferenceSchema>;

export const repositoryListSchema = pageSchema(repositorySchema).extend({
  /**
   * Repositories with a word that is one letter from what was searched for, where little matches;
   * never among `items`. With the first page only.
   */
  close: z.array(repositorySchema).optional(),
  /** Where an image reference was searched for. */
  reference: repositoryReferenceSchema.optional(),
  /** How many more are found without `repositories`; absent where that is none, or not known. */
  leftOut: z.number().int().positive().optional(),
});

/** @public */
export type RepositoryList = z.infer<typeof repositoryListSchema>;

/** The repository of an image reference. @public */
export const repositoryNameSchema = requiredText(
  'FIELD_REPOSITORY',
).superRefine((value, ctx) => {
  addMessage(ctx, findRepositoryProblem(value));
});
