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
import { lineOfText } from './text';
import { workspaceRefSchema } from './workspaces';

/**
 * The credential that goes into the pull secrets of a workspace. `none`: none does; `separate`: one
 * that was entered for this; `minted`: one that the portal makes in the registry, renews and ends; `own`:
 * the one that the portal itself logs in with.
 *
 * @public
 */
export const pullCredentialSourceSchema = z.enum(
  ['none', 'separate', 'minted', 'own'],
  issueText('PULL_CREDENTIAL_SOURCE_UNKNOWN'),
);

/** @public */
export type PullCredentialSource = z.infer<typeof pullCredentialSourceSchema>;

/** Without what would make several of one in a token's scope. */
const groupSchema = lineOfText('FIELD_GROUP', 64).regex(
  /^[^",*:\\]+$/,
  issueText('MINT_GROUP_INVALID'),
);

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
    /** With `minted`, where the provider needs it: the group of the registry whose rights it gets. */
    group: groupSchema.optional(),
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
  )
  .refine(({ source, group }) => source === 'minted' || group === undefined, {
    path: ['group'],
    message: issueText('MINT_GROUP_UNUSED'),
  });

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
  /** With `minted`: the group whose rights it has; for those who decide. */
  group: z.string().optional(),
  /** Of a separate or minted credential; absent where there is none. */
  state: credentialStateSchema.optional(),
  /** ISO 8601. */
  expiresAt: z.string().optional(),
  /**
   * What is wrong with it. One that has expired, or that could not be renewed, stays in the pull secrets;
   * others go into none.
   */
  problem: pullSecretProblemSchema.optional(),
  /** May the caller decide? */
  canDecide: z.boolean(),
  /**
   * Can the portal make one, and for what: the projects of the integration, or a group that has to be
   * named? Absent where it cannot.
   */
  mintsFor: z.enum(['projects', 'group']).optional(),
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
