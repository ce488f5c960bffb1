import { z } from 'zod';
import {
  credentialExpiresAtSchema,
  passwordSchema,
  usernameSchema,
} from './integrationFieldSchemas';
import { credentialStateSchema } from './integrationStates';
import { pageSchema, pagingQuerySchema } from './paging';
import { pullSecretProblemSchema } from './namespaces';
import { issueText } from './issueTexts';
import { workspaceRefSchema } from './workspaces';

/**
 * The credential that goes into the pull secrets of a workspace. `none`: none does; `separate`: one
 * that was entered for this; `own`: the one that the portal itself logs in with.
 *
 * @public
 */
export const pullCredentialSourceSchema = z.enum(
  ['none', 'separate', 'own'],
  issueText('PULL_CREDENTIAL_SOURCE_UNKNOWN'),
);

/** @public */
export type PullCredentialSource = z.infer<typeof pullCredentialSourceSchema>;

/** What a workspace decides about the pull credential of an integration that it can use. */
export const decidePullCredentialRequestSchema = z
  .strictObject({
    /** Entity ref of the Group that decides; each has a decision of its own. */
    workspace: workspaceRefSchema,
    source: pullCredentialSourceSchema,
    /** With `separate` only. */
    username: usernameSchema.optional(),
    /** With `separate`; left out, the stored one stays. */
    password: passwordSchema.optional(),
    /** With `separate`: when the password expires. */
    expiresAt: credentialExpiresAtSchema.optional(),
  })
  .refine(
    ({ source, username }) => source !== 'separate' || username !== undefined,
    { path: ['username'], message: issueText('PULL_CREDENTIAL_NEEDS_USER') },
  )
  .refine(
    ({ source, username, password, expiresAt }) =>
      source === 'separate' ||
      [username, password, expiresAt].every(field => field === undefined),
    { path: ['source'], message: issueText('PULL_CREDENTIAL_UNUSED') },
  );

/** @public */
export type DecidePullCredentialRequest = z.infer<
  typeof decidePullCredentialRequestSchema
>;
/** @public */
export type DecidePullCredentialInput = z.input<
  typeof decidePullCredentialRequestSchema
>;

/** Never with the password. */
export const pullCredentialSchema = z.object({
  /** Id of the integration. */
  integration: z.string(),
  /** Name of the integration. */
  name: z.string(),
  /** Registry type of the integration. */
  type: z.string(),
  imageHost: z.string(),
  /** Does it belong to another workspace? */
  shared: z.boolean(),
  source: pullCredentialSourceSchema,
  /** Does the registry need a credential? False where the portal itself logs in with none. */
  needed: z.boolean(),
  /** For those who decide. */
  username: z.string().optional(),
  /** Of a separate credential; absent where there is none. */
  state: credentialStateSchema.optional(),
  /** ISO 8601. */
  expiresAt: z.string().optional(),
  /** What is wrong with it. Unless it has expired, it goes into no pull secret. */
  problem: pullSecretProblemSchema.optional(),
  /** May the caller decide? */
  canDecide: z.boolean(),
  /** Why the integration's own credential cannot be chosen. */
  ownRefused: pullSecretProblemSchema.optional(),
  /** ISO 8601; absent where nobody has decided. */
  decidedAt: z.string().optional(),
  /** Entity ref. */
  decidedBy: z.string().optional(),
});

/** @public */
export type PullCredential = z.infer<typeof pullCredentialSchema>;

export const pullCredentialListQuerySchema = pagingQuerySchema.extend({
  workspace: workspaceRefSchema,
});

/** @public */
export type PullCredentialListQuery = z.infer<
  typeof pullCredentialListQuerySchema
>;

/** One for each integration that the workspace can use, by name. */
export const pullCredentialListSchema = pageSchema(pullCredentialSchema);

/** @public */
export type PullCredentialList = z.infer<typeof pullCredentialListSchema>;
