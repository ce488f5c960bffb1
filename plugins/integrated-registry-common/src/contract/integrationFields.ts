import { z } from 'zod';
import { globsSchema } from './globs';
import { IntegrationField } from './IntegrationField';
import {
  credentialExpiresAtSchema,
  descriptionSchema,
  nameSchema,
  passwordSchema,
  repositoriesSchema,
  sharingRequestSchema,
  sharingSchema,
  Sharing,
  tlsRequestSchema,
  TlsSettings,
  tlsSettingsSchema,
  usernameSchema,
} from './integrationFieldSchemas';
import { imageHostSchema, registryUrlSchema } from './registryAddress';
import { lineOfText } from './text';
import { workspaceRefSchema } from './workspaces';

function declare<const F extends Record<string, IntegrationField>>(fields: F) {
  return fields;
}

/** As most fields are; what differs is declared after it. */
const optional = {
  seenBy: 'workspace',
  create: 'optional',
  update: 'clear',
  configuration: 'request',
  keptWith: 'settings',
} as const satisfies Partial<IntegrationField>;

const required = { ...optional, create: 'required', update: 'set' } as const;

const fields = declare({
  /**
   * A change assigns the integration and ends its suspension, which only platform admins may; the
   * workspace it belongs to already confirms that it is to stay there.
   */
  workspace: {
    ...required,
    schema: workspaceRefSchema,
    answer: z.string(),
  },
  type: {
    ...required,
    schema: lineOfText('FIELD_TYPE', 50),
    answer: z.string(),
    seenBy: 'everybody',
    update: 'never',
    connection: true,
    form: { section: 'title', control: 'choice', label: 'FIELD_TYPE' },
  },
  name: {
    ...required,
    schema: nameSchema,
    answer: z.string(),
    seenBy: 'everybody',
    form: {
      section: 'title',
      control: 'text',
      label: 'FIELD_NAME',
      help: 'HELP_NAME',
    },
  },
  description: {
    ...optional,
    schema: descriptionSchema,
    answer: z.string(),
    keep: (text: string) => text || undefined,
    form: { section: 'end', control: 'multiline', label: 'FIELD_DESCRIPTION' },
  },
  url: {
    ...required,
    schema: registryUrlSchema,
    answer: z.string(),
    connection: true,
    bindsPassword: true,
    form: {
      section: 'connection',
      control: 'url',
      label: 'FIELD_ADDRESS',
      help: 'HELP_ADDRESS',
    },
  },
  /** Defaults to the host and port of `url`. */
  imageHost: {
    ...optional,
    schema: imageHostSchema,
    answer: z.string(),
    defaultBy: 'provider',
    connection: true,
    form: {
      section: 'connection',
      control: 'text',
      label: 'FIELD_IMAGE_HOST',
      help: 'HELP_IMAGE_HOST',
    },
  },
  username: {
    ...optional,
    schema: usernameSchema,
    answer: z.string(),
    connection: true,
    credential: true,
    bindsPassword: true,
    form: { section: 'connection', control: 'text', label: 'FIELD_USERNAME' },
  },
  /** Write-only: no response ever carries it. */
  password: {
    ...optional,
    schema: passwordSchema,
    seenBy: 'nobody',
    keptWith: 'password',
    connection: true,
    credential: true,
    form: {
      section: 'connection',
      control: 'password',
      label: 'FIELD_PASSWORD',
      help: 'HELP_PASSWORD',
    },
  },
  /** ISO 8601; when the password expires, where the registry does not tell by itself. */
  credentialExpiresAt: {
    ...optional,
    schema: credentialExpiresAtSchema,
    answer: z.string(),
    keptWith: 'password',
    credential: true,
    form: {
      section: 'connection',
      control: 'date',
      label: 'FIELD_EXPIRY_DATE',
      help: 'HELP_EXPIRY_DATE',
      placeholder: '2027-01-31',
    },
  },
  tls: {
    ...optional,
    schema: tlsRequestSchema,
    answer: tlsSettingsSchema,
    default: { skipVerify: false } as TlsSettings,
    keep: ({ caCertificate, skipVerify }: TlsSettings): TlsSettings => ({
      ...(caCertificate && { caCertificate }),
      skipVerify,
    }),
    connection: true,
    bindsPassword: true,
    form: {
      section: 'advanced',
      label: 'FIELD_TLS',
      parts: {
        caCertificate: {
          control: 'certificate',
          label: 'FIELD_CA_CERTIFICATE',
          help: 'HELP_CA_CERTIFICATE',
          placeholder: '-----BEGIN CERTIFICATE-----',
        },
        skipVerify: { control: 'switch', label: 'FIELD_SKIP_VERIFY' },
      },
    },
  },
  /** Declared repositories, for registries that have no catalogue. */
  repositories: {
    ...optional,
    schema: repositoriesSchema,
    answer: z.array(z.string()),
    default: [] as string[],
    connection: true,
    form: {
      section: 'advanced',
      control: 'list',
      label: 'FIELD_DECLARED_REPOSITORIES',
      help: 'HELP_DECLARED_REPOSITORIES',
      placeholder: 'team/app',
    },
  },
  /** Globs; where given, only matching repositories are listed. */
  repositoryFilter: {
    ...optional,
    schema: globsSchema,
    answer: z.array(z.string()),
    default: [] as string[],
    connection: true,
    form: {
      section: 'advanced',
      control: 'list',
      label: 'FIELD_REPOSITORY_FILTER',
      help: 'HELP_REPOSITORY_FILTER',
      placeholder: 'team/*',
    },
  },
  /** Only platform admins may change it. */
  sharing: {
    ...optional,
    schema: sharingRequestSchema,
    answer: sharingSchema,
    create: 'never',
    update: 'set',
    configuration: 'own',
    default: { with: 'nobody', workspaces: [] } as Sharing,
  },
});

/** Each field with its own types. @public */
export type IntegrationFields = typeof fields;

/**
 * The fields of an integration: requests, answers, configuration, columns, what is compared and
 * audited, and the form are made from this. A field that is missing somewhere does not compile, or
 * fails a test.
 *
 * @public
 */
export const integrationFields: IntegrationFields = fields;
