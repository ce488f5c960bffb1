import { z } from 'zod';
import { STORE_KEY_PLACEHOLDERS } from './storeKey';

const PLACEHOLDER = /\{([^{}]*)\}/g;

/** `externalSecrets` of a cluster: where its External Secrets operator finds the credentials. */
export const externalSecretsSchema = z
  .strictObject({
    secretStore: z.strictObject({
      name: z.string().min(1, 'is empty'),
      kind: z
        .enum(['SecretStore', 'ClusterSecretStore'], {
          error: 'must be SecretStore or ClusterSecretStore',
        })
        .default('ClusterSecretStore'),
    }),
    /** Pattern of the keys in the store. */
    key: z.string().superRefine((pattern, context) => {
      const names = [...pattern.matchAll(PLACEHOLDER)].map(([, name]) => name);
      const known: readonly string[] = STORE_KEY_PLACEHOLDERS;
      const unknown = names.filter(name => !known.includes(name));
      if (unknown.length > 0) {
        context.addIssue({
          code: 'custom',
          message: `has the unknown placeholder {${unknown[0]}}. Known are {workspace}, {integration} and {integrationId}`,
        });
      } else if (!names.some(name => name.startsWith('integration'))) {
        context.addIssue({
          code: 'custom',
          message:
            'must contain {integration} or {integrationId}: each integration has a credential of its own',
        });
      }
    }),
    usernameProperty: z.string().min(1, 'is empty').default('username'),
    passwordProperty: z.string().min(1, 'is empty').default('password'),
    refreshInterval: z
      .string()
      .regex(/^(?:\d+(?:s|m|h))+$/, 'must be a duration such as 1h or 30m')
      .default('1h'),
  })
  // Otherwise a workspace names an integration like one of another workspace, and gets its credential.
  .refine(
    ({ secretStore, key }) =>
      secretStore.kind === 'SecretStore' || key.includes('{workspace}'),
    {
      path: ['key'],
      error:
        'must contain {workspace} where the store is a ClusterSecretStore: workspaces must not get at the credentials of others',
    },
  );

export type ExternalSecretsSettings = z.infer<typeof externalSecretsSchema>;
