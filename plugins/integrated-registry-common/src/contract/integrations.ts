import { z } from 'zod';
import { registryFailureSchema } from './errors';
import { pageSchema, pagingQuerySchema } from './paging';
import { workspaceRefSchema } from './workspaces';

/** Lengths in characters. @public */
export const integrationLimits = {
  name: 100,
  description: 2_000,
  url: 2_048,
  imageHost: 255,
  username: 255,
  password: 16_384,
  caCertificate: 65_536,
  repositories: 1_000,
  repositoryName: 255,
} as const;

function trimmed(what: string, max: number) {
  return z
    .string()
    .trim()
    .min(1, `${what} is empty`)
    .max(
      max,
      `${what} is too long: at most ${max.toLocaleString(
        'en-US',
      )} characters are allowed`,
    );
}

/**
 * The address of a registry's API. Credentials, a query or a fragment in it are refused, because
 * addresses are shown and logged.
 *
 * @public
 */
export const registryUrlSchema = trimmed('The address', integrationLimits.url)
  .superRefine((value, ctx) => {
    let url: URL;
    try {
      url = new URL(value);
    } catch {
      ctx.addIssue({
        code: 'custom',
        message:
          'The address is not a URL. Write it with its protocol, such as https://registry.example.com',
      });
      return;
    }
    if (url.protocol !== 'http:' && url.protocol !== 'https:') {
      ctx.addIssue({
        code: 'custom',
        message: 'The address must start with https:// or http://',
      });
    }
    if (url.username || url.password) {
      ctx.addIssue({
        code: 'custom',
        message:
          'The address carries a user name or password. Take them out and enter them in their own fields',
      });
    }
    if (url.search || url.hash) {
      ctx.addIssue({
        code: 'custom',
        message: 'The address must not have a query (?) or a fragment (#)',
      });
    }
  })
  .transform(value => {
    try {
      return new URL(value).toString().replace(/\/+$/, '');
    } catch {
      return value;
    }
  });

/**
 * What stands before the repository in a pull command: `host[:port][/path]`, no protocol.
 *
 * @public
 */
export const imageHostSchema = trimmed(
  'The image host',
  integrationLimits.imageHost,
)
  .regex(
    /^[^\s/@?#]+(\/[a-z0-9][a-z0-9._/-]*)?$/i,
    'The image host is written without protocol, such as registry.example.com:5000',
  )
  .refine(value => !value.includes('://'), {
    message: 'The image host is written without https:// or http://',
  });

/** @public */
export const tlsSettingsSchema = z.object({
  /** Certificates in PEM that are trusted besides the system's. */
  caCertificate: z
    .string()
    .trim()
    .max(
      integrationLimits.caCertificate,
      'The CA certificate is too long: at most 65,536 characters are allowed',
    )
    .refine(
      pem => pem === '' || pem.includes('-----BEGIN CERTIFICATE-----'),
      'The CA certificate is not in PEM form: it must contain -----BEGIN CERTIFICATE-----',
    )
    .optional(),
  /** Accept any certificate. Dangerous: anyone on the way can read the password. */
  skipVerify: z.boolean().default(false),
});

/** @public */
export type TlsSettings = z.infer<typeof tlsSettingsSchema>;

const nameSchema = trimmed('The name', integrationLimits.name).regex(
  /^[^\p{Cc}]+$/u,
  'The name must not contain control characters',
);
const descriptionSchema = z
  .string()
  .max(
    integrationLimits.description,
    'The description is too long: at most 2,000 characters are allowed',
  );
const usernameSchema = trimmed('The user name', integrationLimits.username);
const passwordSchema = z
  .string()
  .min(1, 'The password is empty')
  .max(
    integrationLimits.password,
    'The password is too long: at most 16,384 characters are allowed',
  );
const repositoriesSchema = z
  .array(trimmed('A repository', integrationLimits.repositoryName))
  .max(
    integrationLimits.repositories,
    'Too many repositories: at most 1,000 can be declared',
  );

/** What reaches a registry, as it is typed into the form. @public */
export const connectionSettingsSchema = z.object({
  type: trimmed('The type', 50),
  url: registryUrlSchema,
  /** Defaults to the host and port of `url`. */
  imageHost: imageHostSchema.optional(),
  username: usernameSchema.optional(),
  /** Write-only: no response ever carries it. */
  password: passwordSchema.optional(),
  tls: tlsSettingsSchema.optional(),
  /** Declared repositories, for registries that have no catalogue. */
  repositories: repositoriesSchema.optional(),
  /** Globs; where given, only matching repositories are listed. */
  repositoryFilter: repositoriesSchema.optional(),
});

/** @public */
export type ConnectionSettings = z.infer<typeof connectionSettingsSchema>;

/** @public */
export const createIntegrationRequestSchema = connectionSettingsSchema.extend({
  workspace: workspaceRefSchema,
  name: nameSchema,
  description: descriptionSchema.optional(),
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
 * one, unless `url` changes: then it is demanded again, so that a stored password can never be
 * sent to another address.
 *
 * @public
 */
export const updateIntegrationRequestSchema = z.object({
  name: nameSchema.optional(),
  description: descriptionSchema.nullable().optional(),
  url: registryUrlSchema.optional(),
  imageHost: imageHostSchema.nullable().optional(),
  username: usernameSchema.nullable().optional(),
  password: passwordSchema.nullable().optional(),
  tls: tlsSettingsSchema.nullable().optional(),
  repositories: repositoriesSchema.nullable().optional(),
  repositoryFilter: repositoriesSchema.nullable().optional(),
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
    .enum(['true', 'false'])
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
});

/** @public */
export type Health = z.infer<typeof healthSchema>;

/** Where the repository index of an integration stands. @public */
export const repositoryIndexStateSchema = z.object({
  state: z.enum(['never', 'crawling', 'finished', 'failed']),
  /** Repositories known now. */
  repositories: z.number().int(),
  /** Repositories seen by the crawl under way. */
  seen: z.number().int().optional(),
  /** False where the index does not hold everything the registry has. */
  complete: z.boolean(),
  /** ISO 8601; when the last crawl that reached the end did so. */
  finishedAt: z.string().optional(),
  /** Why the last crawl failed. */
  failure: registryFailureSchema.optional(),
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
  /** `config`: declared in the portal's configuration, read-only in the page. */
  managedBy: z.enum(['user', 'config']),
  /** Absent where the caller is only a sharee. */
  workspace: z.string().optional(),
  description: z.string().optional(),
  url: z.string().optional(),
  imageHost: z.string().optional(),
  username: z.string().optional(),
  hasCredential: z.boolean().optional(),
  /** ISO 8601. */
  credentialExpiresAt: z.string().optional(),
  tls: tlsSettingsSchema.optional(),
  repositories: z.array(z.string()).optional(),
  repositoryFilter: z.array(z.string()).optional(),
  sharing: sharingSchema.optional(),
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
  /** Part of the name or address. */
  q: z.string().max(255).optional(),
});

/** @public */
export type IntegrationListQuery = z.infer<typeof integrationListQuerySchema>;

/** @public */
export const integrationListSchema = pageSchema(integrationSchema);

/** @public */
export type IntegrationList = z.infer<typeof integrationListSchema>;
