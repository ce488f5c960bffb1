import { z } from 'zod';

/** What a generator calls user name and password. Source: External Secrets, "Generators". */
const PROPERTIES = {
  ArtifactoryAccessToken: { username: 'username', password: 'access_token' },
  ACRAccessToken: { username: 'username', password: 'password' },
  ECRAuthorizationToken: { username: 'username', password: 'password' },
  GCRAccessToken: { username: 'username', password: 'password' },
} as const;

/** A generator of the bound namespaces that makes the credential of an image host. */
export const generatorSchema = z.strictObject({
  /** With port; with a path, the images below it. */
  imageHost: z.string().min(1, 'is empty'),
  kind: z.enum(Object.keys(PROPERTIES) as [keyof typeof PROPERTIES], {
    error: `must be one of ${Object.keys(PROPERTIES).join(', ')}`,
  }),
  /** Of the object in each bound namespace. */
  name: z.string().min(1, 'is empty'),
});

export type Generator = z.infer<typeof generatorSchema>;

/** The one that makes the credential of a key of `auths`; the longest image host that fits. */
export function generatorOf(
  key: string,
  generators: readonly Generator[],
): Generator | undefined {
  return generators
    .filter(
      ({ imageHost }) => key === imageHost || key.startsWith(`${imageHost}/`),
    )
    .sort((a, b) => b.imageHost.length - a.imageHost.length)[0];
}

/** The values of the template that a generator makes. */
export function valuesOf({ kind }: Generator, at: number) {
  const { username, password } = PROPERTIES[kind];
  return {
    username: `${prefixOf(at)}${username}`,
    password: `${prefixOf(at)}${password}`,
  };
}

/**
 * Has a generator's values under names of their own: two generators have some in common.
 *
 * Source: External Secrets, "Rewriting Keys".
 */
export function dataFrom({ kind, name }: Generator, at: number) {
  return {
    sourceRef: {
      generatorRef: {
        apiVersion: 'generators.external-secrets.io/v1alpha1',
        kind,
        name,
      },
    },
    rewrite: [{ regexp: { source: '^(.*)$', target: `${prefixOf(at)}$1` } }],
  };
}

function prefixOf(at: number): string {
  return `generator${at}_`;
}
