import { z } from 'zod';
import { message, wordingSchema } from '../messages';
import { issueText } from '../messages/issueTexts';
import { registryFailureSchema } from './errors';
import { gapListSchema } from './gaps';
import { globsSchema } from './globs';
import { integrationLimits } from './integrationLimits';
import { pageSchema, pagingQuerySchema } from './paging';
import { imageHostSchema, registryUrlSchema } from './registryAddress';
import { lineOfText, linesOfText, verbatimText } from './text';
import { workspaceRefSchema } from './workspaces';

/** @public */
export const tlsSettingsSchema = z.object({
  /** Certificates in PEM that are trusted besides the system's. */
  caCertificate: linesOfText(
    'FIELD_CA_CERTIFICATE',
    integrationLimits.caCertificate,
  )
    .trim()
    .refine(
      pem => pem === '' || pem.includes('-----BEGIN CERTIFICATE-----'),
      issueText('CA_CERTIFICATE_NOT_PEM'),
    )
    .refine(
      pem => !pem.includes('PRIVATE KEY-----'),
      issueText('CA_CERTIFICATE_WITH_KEY'),
    )
    .optional(),
  /** Accept any certificate. Dangerous: anyone on the way can read the password. */
  skipVerify: z.boolean().default(false),
});

/** @public */
export type TlsSettings = z.infer<typeof tlsSettingsSchema>;

/** Requests refuse fields that nobody knows; answers may grow. */
const tlsRequestSchema = tlsSettingsSchema.strict();

const nameSchema = lineOfText('FIELD_NAME', integrationLimits.name);
const descriptionSchema = linesOfText(
  'FIELD_DESCRIPTION',
  integrationLimits.description,
);
const usernameSchema = lineOfText(
  'FIELD_USERNAME',
  integrationLimits.username,
).refine(
  // RFC 7617, section 2: it would end there.
  username => !username.includes(':'),
  issueText('USERNAME_WITH_COLON'),
);
/** Taken as it is; a service account's key file has several lines. */
const passwordSchema = linesOfText(
  'FIELD_PASSWORD',
  integrationLimits.password,
).min(1, issueText('TEXT_EMPTY', { what: message('FIELD_PASSWORD') }));
const EXPIRY_MESSAGE = issueText('EXPIRY_DATE_INVALID');
/** A day, or a moment with its offset from UTC; handed on as ISO 8601 in UTC. */
const credentialExpiresAtSchema = z
  .union([
    z.iso.date(EXPIRY_MESSAGE),
    z.iso.datetime({ offset: true, error: EXPIRY_MESSAGE }),
  ])
  .transform(text => new Date(text).toISOString());
const repositoriesSchema = z
  .array(
    lineOfText('FIELD_DECLARED_REPOSITORY', integrationLimits.repositoryName),
  )
  .max(
    integrationLimits.repositories,
    issueText('TOO_MANY_DECLARED_REPOSITORIES', {
      max: integrationLimits.repositories,
    }),
  );

/** Whom to share with; only platform admins may. @public */
export const sharingRequestSchema = z
  .strictObject({
    with: z.enum(
      ['nobody', 'workspaces', 'everybody'],
      issueText('SHARING_UNKNOWN'),
    ),
    /** Entity refs, where `with` is `workspaces`. */
    workspaces: z
      .array(workspaceRefSchema)
      .max(
        integrationLimits.sharedWorkspaces,
        issueText('SHARING_TOO_MANY', {
          max: integrationLimits.sharedWorkspaces,
        }),
      )
      .default([])
      .transform(refs => [...new Set(refs)].sort()),
  })
  .refine(
    sharing => sharing.with !== 'workspaces' || sharing.workspaces.length > 0,
    {
      path: ['workspaces'],
      message: issueText('SHARING_WITHOUT_WORKSPACE'),
    },
  )
  .refine(
    sharing => sharing.with === 'workspaces' || sharing.workspaces.length === 0,
    {
      path: ['workspaces'],
      message: issueText('SHARING_WORKSPACES_UNUSED'),
    },
  );

/** @public */
export type SharingRequest = z.infer<typeof sharingRequestSchema>;

/** What reaches a registry, as it is typed into the form. @public */
export const connectionSettingsSchema = z.strictObject({
  type: lineOfText('FIELD_TYPE', 50),
  url: registryUrlSchema,
  /** Defaults to the host and port of `url`. */
  imageHost: imageHostSchema.optional(),
  username: usernameSchema.optional(),
  /** Write-only: no response ever carries it. */
  password: passwordSchema.optional(),
  tls: tlsRequestSchema.optional(),
  /** Declared repositories, for registries that have no catalogue. */
  repositories: repositoriesSchema.optional(),
  /** Globs; where given, only matching repositories are listed. */
  repositoryFilter: globsSchema.optional(),
});

/** @public */
export type ConnectionSettings = z.infer<typeof connectionSettingsSchema>;

/** @public */
export const createIntegrationRequestSchema = connectionSettingsSchema.extend({
  workspace: workspaceRefSchema,
  name: nameSchema,
  description: descriptionSchema.optional(),
  /** When the password expires, where the registry does not tell by itself. */
  credentialExpiresAt: credentialExpiresAtSchema.optional(),
});

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
 *
 * @public
 */
export const updateIntegrationRequestSchema = z.strictObject({
  /**
   * Assigns the integration to a workspace, and ends its suspension. Only platform admins may; the
   * workspace it belongs to already confirms that it is to stay there.
   */
  workspace: workspaceRefSchema.optional(),
  name: nameSchema.optional(),
  description: descriptionSchema.nullable().optional(),
  url: registryUrlSchema.optional(),
  imageHost: imageHostSchema.nullable().optional(),
  username: usernameSchema.nullable().optional(),
  password: passwordSchema.nullable().optional(),
  credentialExpiresAt: credentialExpiresAtSchema.nullable().optional(),
  tls: tlsRequestSchema.nullable().optional(),
  repositories: repositoriesSchema.nullable().optional(),
  repositoryFilter: globsSchema.nullable().optional(),
  /** Only platform admins may change it. */
  sharing: sharingRequestSchema.optional(),
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

/** `?verify=false` saves an integration whose registry cannot be reached now. @public */
export const verifyQuerySchema = z.object({
  verify: z
    .enum(['true', 'false'], issueText('TRUE_OR_FALSE', { name: 'verify' }))
    .default('true')
    .transform(value => value === 'true'),
});

/** @public */
export const healthSchema = z.object({
  /** `unknown` until the first check has ended. */
  state: z.enum(['healthy', 'unhealthy', 'unknown']),
  /** ISO 8601. */
  checkedAt: z.string().optional(),
  /** ISO 8601; since when the state has been what it is. */
  since: z.string().optional(),
  /** Why it is unhealthy. */
  failure: registryFailureSchema.optional(),
  /** A check is under way; the state is that of the last one that ended. */
  checking: z
    .object({
      /** ISO 8601. */
      since: z.string(),
    })
    .optional(),
  /** The registry wants fewer requests: the portal leaves it alone, and shows what it knows. */
  backOff: z
    .object({
      /** ISO 8601. */
      until: z.string(),
      message: z.string(),
      wording: wordingSchema.optional(),
    })
    .optional(),
});

/** @public */
export type Health = z.infer<typeof healthSchema>;

/** Where the repository index of an integration stands. @public */
export const repositoryIndexStateSchema = z.object({
  state: z.enum(['never', 'crawling', 'finished', 'failed', 'cancelled']),
  /** Repositories known now. */
  repositories: z.number().int(),
  /** Repositories seen by the crawl under way, or by the last one. */
  seen: z.number().int().optional(),
  /** Pages of the registry's catalogue that crawl has taken. */
  pages: z.number().int().optional(),
  /** ISO 8601; when that crawl was started. */
  startedAt: z.string().optional(),
  /** How fast that crawl goes, or went. */
  repositoriesPerSecond: z.number().int().optional(),
  /** False where the index does not hold everything the registry has. */
  complete: z.boolean(),
  /** ISO 8601; when the last crawl that reached the end did so. */
  finishedAt: z.string().optional(),
  /** Why the last crawl failed. */
  failure: registryFailureSchema.optional(),
  /** Repositories that the registry no longer shows, and that are kept for a while. */
  kept: z.number().int().positive().optional(),
  ...gapListSchema.shape,
});

/** @public */
export type RepositoryIndexState = z.infer<typeof repositoryIndexStateSchema>;

/** @public */
export const sharingSchema = z.object({
  with: z.enum(['nobody', 'workspaces', 'everybody']),
  /** Entity refs, where `with` is `workspaces`. */
  workspaces: z.array(z.string()),
});

/** @public */
export type Sharing = z.infer<typeof sharingSchema>;

/**
 * How it is with the stored password. `expiresSoon`: `credentialExpiresAt` is less than the portal's
 * warning time away; `expired`: it has passed; `unreadable`: its encryption key is not configured any
 * more, so the password has to be entered again or the key put back; or what is stored was changed or
 * comes from another integration, so it has to be entered again.
 *
 * @public
 */
export const credentialStateSchema = z.enum([
  'valid',
  'expiresSoon',
  'expired',
  'unreadable',
]);

/** @public */
export type CredentialState = z.infer<typeof credentialStateSchema>;

/**
 * How an image host has been shown to be the registry's. `address`: it is the host of the address;
 * `proven`: an image was pulled through it; `confirmed`: by a platform admin or the configuration;
 * `claimed`: not proven, which counts in the integration's own workspace alone; `needsConfirmation`:
 * it is a public host or another workspace's, and nothing can be chosen before a platform admin has
 * confirmed it.
 *
 * @public
 */
export const imageHostStateSchema = z.enum([
  'address',
  'proven',
  'confirmed',
  'claimed',
  'needsConfirmation',
]);

/** @public */
export type ImageHostState = z.infer<typeof imageHostStateSchema>;

/**
 * One registry connection owned by one workspace. Whom an integration is only shared with sees
 * name, type and health; for them the connection's fields are absent.
 *
 * @public
 */
export const integrationSchema = z.object({
  id: z.string(),
  type: z.string(),
  name: z.string(),
  health: healthSchema,
  repositoryIndex: repositoryIndexStateSchema,
  /** What the caller may do: `manage` everything, `use` as a member, or only `shared` use. */
  access: z.enum(['manage', 'use', 'shared']),
  /** May the caller change user name, password and expiry date? Absent where they do not manage it. */
  canChangeCredential: z.boolean().optional(),
  /** `config`: declared in the portal's configuration, read-only in the page. */
  managedBy: z.enum(['user', 'config']),
  /** Absent where the caller is only a sharee. */
  workspace: z.string().optional(),
  description: z.string().optional(),
  url: z.string().optional(),
  imageHost: z.string().optional(),
  imageHostState: imageHostStateSchema.optional(),
  username: z.string().optional(),
  hasCredential: z.boolean().optional(),
  /** Absent where there is no password. */
  credentialState: credentialStateSchema.optional(),
  /** ISO 8601; absent where nobody has told. */
  credentialExpiresAt: z.string().optional(),
  tls: tlsSettingsSchema.optional(),
  repositories: z.array(z.string()).optional(),
  repositoryFilter: z.array(z.string()).optional(),
  sharing: sharingSchema.optional(),
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

/** @public */
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

/** @public */
export const integrationListSchema = pageSchema(integrationSchema);

/** @public */
export type IntegrationList = z.infer<typeof integrationListSchema>;
