import { randomBytes } from 'node:crypto';

export const WORKSPACE = 'group:default/payments';
export const PEOPLE = {
  admin: 'user:default/olivia',
  member: 'user:default/marco',
};
export type Person = keyof typeof PEOPLE;
export const OWNED: Record<Person, string[]> = {
  admin: ['group:default/platform'],
  member: [WORKSPACE],
};

export interface PortalOptions {
  /** Names its log. */
  name: string;
  /** Default: 2. */
  replicas?: number;
  /** They are killed again and again. Costs the memory of two more. */
  startsOften?: boolean;
  /** Laid over `backend`. */
  backend?: object;
  /** Laid over `integratedRegistry`. */
  settings?: object;
  /** Where the files of PostgreSQL are. Default: with all temporary ones. */
  databaseFolder?: string;
}

/** What all replicas share: `app-config.yaml` of a portal of two replicas. */
export function portalConfig(
  { backend, settings }: PortalOptions,
  given: {
    baseUrl: string;
    postgres: string;
    redis: string;
    keyStore: object;
    workspaces: string;
  },
) {
  const { baseUrl } = given;
  return {
    app: { baseUrl },
    backend: {
      baseUrl,
      auth: { keys: [{ secret: randomBytes(24).toString('base64') }] },
      cache: { store: 'redis', connection: given.redis },
      database: { client: 'pg', connection: given.postgres },
      ...backend,
    },
    auth: { keyStore: given.keyStore },
    permission: { enabled: true },
    integratedRegistry: {
      platformAdmins: OWNED.admin,
      encryption: {
        keys: [{ id: 'tests', secret: randomBytes(24).toString('base64') }],
      },
      network: { allow: ['127.0.0.1', '*.registry.test'] },
      limits: {
        connectionTestsPerMinute: 100_000,
        resolvesPerMinute: 100_000,
        imageUsesPerMinute: 100_000,
      },
      ...settings,
    },
    catalog: {
      locations: [
        {
          type: 'file',
          target: given.workspaces,
          rules: [{ allow: ['Group', 'User'] }],
        },
      ],
    },
  };
}

/** The catalog’s file of groups and their members. */
export function workspaces(): string {
  const entity = (kind: string, name: string, spec: object) =>
    JSON.stringify({
      apiVersion: 'backstage.io/v1alpha1',
      kind,
      metadata: { name },
      spec,
    });
  return [
    entity('Group', 'payments', { type: 'team', children: [] }),
    entity('Group', 'platform', { type: 'team', children: [] }),
    entity('User', 'olivia', { memberOf: ['platform'] }),
    entity('User', 'marco', { memberOf: ['payments'] }),
  ].join('\n---\n');
}
