import { z } from 'zod';
import { generatorSchema } from './generators';
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
    key: z
      .string()
      .refine(pattern => unknownIn(pattern).length === 0, {
        error: ({ input }) =>
          `has the unknown placeholder {${
            unknownIn(String(input))[0]
          }}. Known are {workspace}, {integration} and {integrationId}`,
      })
      .refine(
        pattern => /\{integration(?:Id)?\}/.test(pattern),
        'must contain {integration} or {integrationId}: each integration has a credential of its own',
      ),
    usernameProperty: z.string().min(1, 'is empty').default('username'),
    passwordProperty: z.string().min(1, 'is empty').default('password'),
    refreshInterval: z
      .string()
      .regex(/^(?:\d+(?:s|m|h))+$/, 'must be a duration such as 1h or 30m')
      .default('1h'),
    /** In the place of a key in the store. */
    generators: z.array(generatorSchema).default([]),
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

function unknownIn(pattern: string): string[] {
  const known: readonly string[] = STORE_KEY_PLACEHOLDERS;
  return [...pattern.matchAll(PLACEHOLDER)]
    .map(([, name]) => name)
    .filter(name => !known.includes(name));
}
