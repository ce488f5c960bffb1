import { z } from 'zod';
import { issueText } from './issueTexts';
import {
  connectionShape,
  createShape,
  everybodyShape,
  updateShape,
  workspaceShape,
} from './integrationShapes';
import {
  credentialStateSchema,
  healthSchema,
  imageHostStateSchema,
  repositoryIndexStateSchema,
} from './integrationStates';
import { pageSchema, pagingQuerySchema } from './paging';
import { verbatimText } from './text';
import { workspaceRefSchema } from './workspaces';

/** What reaches a registry, as it is typed into the form. */
export const connectionSettingsSchema = z.strictObject(connectionShape);

/** @public */
export type ConnectionSettings = z.infer<typeof connectionSettingsSchema>;

/** @public */
export const createIntegrationRequestSchema =
  connectionSettingsSchema.extend(createShape);

/** @public */
export type CreateIntegrationRequest = z.infer<
  typeof createIntegrationRequestSchema
>;
/** What a caller writes, before defaults. @public */
export type CreateIntegrationInput = z.input<
  typeof createIntegrationRequestSchema
>;

/**
 * Only what is given is changed; `null` takes a value away. An omitted password keeps the stored
 * one, unless `url` or `username` change or `tls` trusts more certificates than before: then it is
 * demanded again, so that a stored password can never be read by somebody else. A new password takes
 * the expiry date of the old one away.
 */
export const updateIntegrationRequestSchema = z.strictObject({
  ...updateShape,
  /** Confirms that the image host is this registry's, as it is after the change; platform admins. */
  confirmImageHost: z
    .literal(true, issueText('CONFIRM_IMAGE_HOST_INVALID'))
    .optional(),
});

/** @public */
export type UpdateIntegrationRequest = z.infer<
  typeof updateIntegrationRequestSchema
>;
/** @public */
export type UpdateIntegrationInput = z.input<
  typeof updateIntegrationRequestSchema
>;

/** `?verify=false` saves an integration whose registry cannot be reached now. */
export const verifyQuerySchema = z.object({
  verify: z
    .enum(['true', 'false'], issueText('TRUE_OR_FALSE', { name: 'verify' }))
    .default('true')
    .transform(value => value === 'true'),
});

/**
 * One registry connection owned by one workspace. Whom an integration is only shared with sees
 * the fields for everybody and health; for them the connection's fields are absent.
 */
export const integrationSchema = z.object({
  id: z.string(),
  ...everybodyShape,
  health: healthSchema,
  repositoryIndex: repositoryIndexStateSchema,
  /** What the caller may do: `manage` everything, `use` as a member, or only `shared` use. */
  access: z.enum(['manage', 'use', 'shared']),
  /** May the caller change user name, password and expiry date? Absent where they do not manage it. */
  canChangeCredential: z.boolean().optional(),
  /** `config`: declared in the portal's configuration, read-only in the page. */
  managedBy: z.enum(['user', 'config']),
  ...workspaceShape,
  imageHostState: imageHostStateSchema.optional(),
  hasCredential: z.boolean().optional(),
  /** Absent where there is no password. */
  credentialState: credentialStateSchema.optional(),
  /**
   * ISO 8601; since when the catalog no longer has the workspace. Nobody uses the integration until a
   * platform admin assigns it to a workspace.
   */
  suspendedSince: z.string().optional(),
  /** ISO 8601. */
  createdAt: z.string().optional(),
  /** Entity ref, or `config`. */
  createdBy: z.string().optional(),
  /** ISO 8601. */
  updatedAt: z.string().optional(),
  updatedBy: z.string().optional(),
  /** The value of the `ETag` header, to be sent as `If-Match`. */
  etag: z.string().optional(),
});

/** @public */
export type Integration = z.infer<typeof integrationSchema>;

export const integrationListQuerySchema = pagingQuerySchema.extend({
  workspace: workspaceRefSchema.optional(),
  /** `true`: those that are suspended, which only platform admins see. */
  suspended: z
    .enum(['true', 'false'], issueText('TRUE_OR_FALSE', { name: 'suspended' }))
    .default('false')
    .transform(value => value === 'true'),
  /** Part of the name or address. */
  q: verbatimText('FIELD_SEARCH', 255).optional(),
});

/** @public */
export type IntegrationListQuery = z.infer<typeof integrationListQuerySchema>;

export const integrationListSchema = pageSchema(integrationSchema);

/** @public */
export type IntegrationList = z.infer<typeof integrationListSchema>;
