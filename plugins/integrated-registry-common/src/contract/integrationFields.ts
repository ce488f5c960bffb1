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

/**
 * The fields of an integration: requests, answers, configuration, columns, what is compared and
 * audited, and the form are made from this. A field that is missing somewhere does not compile, or
 * fails a test.
 *
 * @public
 */
export const integrationFields = declare({
  /**
   * A change assigns the integration and ends its suspension, which only platform admins may; the
   * workspace it belongs to already confirms that it is to stay there.
   */
  workspace: {
    schema: workspaceRefSchema,
    answer: z.string(),
    seenBy: 'workspace',
    create: 'required',
    update: 'set',
    configuration: 'request',
    keptWith: 'settings',
  },
  type: {
    schema: lineOfText('FIELD_TYPE', 50),
    answer: z.string(),
    seenBy: 'everybody',
    create: 'required',
    update: 'never',
    configuration: 'request',
    keptWith: 'settings',
    connection: true,
    form: {
      section: 'registry',
      label: 'form.type',
      inputs: { type: { control: 'choice', label: 'form.type' } },
    },
  },
  name: {
    schema: nameSchema,
    answer: z.string(),
    seenBy: 'everybody',
    create: 'required',
    update: 'set',
    configuration: 'request',
    keptWith: 'settings',
    form: {
      section: 'registry',
      label: 'form.name',
      inputs: {
        name: {
          control: 'text',
          label: 'form.name',
          help: 'form.nameDescription',
        },
      },
    },
  },
  description: {
    schema: descriptionSchema,
    answer: z.string(),
    seenBy: 'workspace',
    create: 'optional',
    update: 'clear',
    configuration: 'request',
    keptWith: 'settings',
    keep: (text: string) => text || undefined,
    form: {
      section: 'about',
      label: 'form.description',
      inputs: {
        description: { control: 'multiline', label: 'form.description' },
      },
    },
  },
  url: {
    schema: registryUrlSchema,
    answer: z.string(),
    seenBy: 'workspace',
    create: 'required',
    update: 'set',
    configuration: 'request',
    keptWith: 'settings',
    connection: true,
    bindsPassword: true,
    form: {
      section: 'registry',
      label: 'form.address',
      inputs: {
        url: {
          control: 'text',
          label: 'form.address',
          help: 'form.addressDescription',
        },
      },
    },
  },
  /** Defaults to the host and port of `url`. */
  imageHost: {
    schema: imageHostSchema,
    answer: z.string(),
    seenBy: 'workspace',
    create: 'optional',
    update: 'clear',
    configuration: 'request',
    keptWith: 'settings',
    defaultBy: 'provider',
    connection: true,
    form: {
      section: 'registry',
      label: 'form.imageHost',
      inputs: {
        imageHost: {
          control: 'text',
          label: 'form.imageHost',
          help: 'form.imageHostDescription',
        },
      },
    },
  },
  username: {
    schema: usernameSchema,
    answer: z.string(),
    seenBy: 'workspace',
    create: 'optional',
    update: 'clear',
    configuration: 'request',
    keptWith: 'settings',
    connection: true,
    credential: true,
    bindsPassword: true,
    form: {
      section: 'registry',
      label: 'form.username',
      inputs: {
        username: {
          control: 'text',
          label: 'form.username',
          help: 'form.credentialOptional',
        },
      },
    },
  },
  /** Write-only: no response ever carries it. */
  password: {
    schema: passwordSchema,
    seenBy: 'nobody',
    create: 'optional',
    update: 'clear',
    configuration: 'request',
    keptWith: 'password',
    connection: true,
    credential: true,
    form: {
      section: 'registry',
      label: 'form.password',
      inputs: {
        password: {
          control: 'password',
          label: 'form.password',
          help: 'form.passwordDescription',
        },
      },
    },
  },
  /** ISO 8601; when the password expires, where the registry does not tell by itself. */
  credentialExpiresAt: {
    schema: credentialExpiresAtSchema,
    answer: z.string(),
    seenBy: 'workspace',
    create: 'optional',
    update: 'clear',
    configuration: 'request',
    keptWith: 'password',
    credential: true,
    form: {
      section: 'registry',
      label: 'form.expires',
      inputs: {
        credentialExpiresAt: {
          control: 'date',
          label: 'form.expires',
          help: 'form.expiresDescription',
          placeholder: '2027-01-31',
        },
      },
    },
  },
  tls: {
    schema: tlsRequestSchema,
    answer: tlsSettingsSchema,
    seenBy: 'workspace',
    create: 'optional',
    update: 'clear',
    configuration: 'request',
    keptWith: 'settings',
    default: { skipVerify: false } as TlsSettings,
    keep: ({ caCertificate, skipVerify }: TlsSettings): TlsSettings => ({
      ...(caCertificate && { caCertificate }),
      skipVerify,
    }),
    connection: true,
    bindsPassword: true,
    form: {
      section: 'advanced',
      label: 'form.tls',
      inputs: {
        caCertificate: {
          control: 'multiline',
          label: 'form.caCertificate',
          help: 'form.caCertificateDescription',
          placeholder: '-----BEGIN CERTIFICATE-----',
        },
        skipVerify: { control: 'switch', label: 'form.skipVerify' },
      },
    },
  },
  /** Declared repositories, for registries that have no catalogue. */
  repositories: {
    schema: repositoriesSchema,
    answer: z.array(z.string()),
    seenBy: 'workspace',
    create: 'optional',
    update: 'clear',
    configuration: 'request',
    keptWith: 'settings',
    default: [] as string[],
    connection: true,
    form: {
      section: 'advanced',
      label: 'form.repositories',
      inputs: {
        repositories: {
          control: 'list',
          label: 'form.repositories',
          help: 'form.repositoriesDescription',
          placeholder: 'team/app',
        },
      },
    },
  },
  /** Globs; where given, only matching repositories are listed. */
  repositoryFilter: {
    schema: globsSchema,
    answer: z.array(z.string()),
    seenBy: 'workspace',
    create: 'optional',
    update: 'clear',
    configuration: 'request',
    keptWith: 'settings',
    default: [] as string[],
    connection: true,
    form: {
      section: 'advanced',
      label: 'form.repositoryFilter',
      inputs: {
        repositoryFilter: {
          control: 'list',
          label: 'form.repositoryFilter',
          help: 'form.repositoryFilterDescription',
          placeholder: 'team/*',
        },
      },
    },
  },
  /** Only platform admins may change it. */
  sharing: {
    schema: sharingRequestSchema,
    answer: sharingSchema,
    seenBy: 'workspace',
    create: 'never',
    update: 'set',
    configuration: 'own',
    keptWith: 'settings',
    default: { with: 'nobody', workspaces: [] } as Sharing,
  },
});
