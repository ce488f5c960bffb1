import { TestDatabaseId } from '@backstage/backend-test-utils';
import kubernetesModule from 'backstage-plugin-integrated-registry-backend-module-kubernetes';
import { NamespaceBinding } from 'backstage-plugin-integrated-registry-common';
import { Knex } from 'knex';
import { KubernetesSimulator } from 'kubernetes-simulator';
import { RegistrySimulator } from 'registry-simulator';
import { databases } from '../../__testUtils__/databases';
import { integrate } from '../../__testUtils__/integrate';
import {
  PortalOptions,
  startPortal,
  TestPortal,
} from '../../__testUtils__/startPortal';
import { login, startRegistry } from '../../__testUtils__/useIntegration';

export const LABEL = 'integrated-registry.io/workspace';
export const TOKEN = 'the-token-of-the-service-account';
const USER = 'system:serviceaccount:portal:pull-secrets';
export const SECRET = 'integrated-registry';
/** What nodes pull with. */
export const pulling = {
  source: 'separate',
  username: 'puller',
  password: 'the-password-of-the-puller',
};

/** Gives the portal's service account what the printed Role does. */
export function grant(
  cluster: KubernetesSimulator,
  namespace: string,
  serviceAccounts: readonly string[] = [],
): void {
  const rule = { token: TOKEN, user: USER, namespace };
  cluster.allow({
    ...rule,
    resource: 'secrets',
    names: [SECRET],
    verbs: ['get', 'patch', 'create', 'delete'],
  });
  cluster.allow({
    ...rule,
    resource: 'namespaces',
    names: [namespace],
    verbs: ['get'],
  });
  if (serviceAccounts.length > 0) {
    cluster.allow({
      ...rule,
      resource: 'serviceaccounts',
      names: serviceAccounts,
      verbs: ['get', 'update'],
    });
  }
}

/**
 * A portal with the cluster `dev` and an integration of `payments`, for each test of a block. The
 * namespace `shop` agrees to belong to `payments`.
 */
export function useDeploying(
  databaseId: TestDatabaseId,
  options: Omit<PortalOptions, 'knex'> = {},
) {
  const now = {} as {
    cluster: KubernetesSimulator;
    registry: RegistrySimulator;
    knex: Knex;
    portal: TestPortal;
    /** Of the integration. */
    id: string;
    etag: string;
  };

  const open = () =>
    startPortal({
      ...options,
      knex: now.knex,
      features: [kubernetesModule, ...(options.features ?? [])],
      settings: {
        ...options.settings,
        clusters: [
          {
            name: 'dev',
            url: now.cluster.url,
            serviceAccountToken: TOKEN,
          },
        ],
      },
    });

  beforeEach(async () => {
    now.registry = await startRegistry();
    now.cluster = await KubernetesSimulator.start();
    now.cluster.createNamespace('shop', { [LABEL]: 'default.payments' });
    grant(now.cluster, 'shop');
    now.knex = await databases.init(databaseId);
    now.portal = await open();
    const { url } = now.registry;
    Object.assign(now, await integrate(now.portal, { url, ...login }));
  }, 120_000);

  afterEach(async () => {
    await now.portal?.stop();
    await now.cluster?.stop();
    await now.registry?.stop();
  });

  return Object.assign(now, {
    /** The same portal after a restart. */
    async restart({ isStopped = false } = {}) {
      if (!isStopped) {
        await now.portal.stop();
      }
      now.portal = await open();
    },
    /** Has Priya decide, without a test of the credential. */
    decide: (decision: object) =>
      now.portal.call(
        'priya',
        `PUT /integrations/${now.id}/pull-credential?verify=false`,
        { workspace: 'group:default/payments', ...decision },
      ),
    /** What clients read of the Secret; undefined where there is none. */
    auths(
      namespace = 'shop',
    ): Record<string, { username: string; password: string }> | undefined {
      const content = now.cluster.secret(namespace, SECRET)?.data?.[
        '.dockerconfigjson'
      ];
      return (
        content && JSON.parse(Buffer.from(content, 'base64').toString()).auths
      );
    },
    /** Methods and resources of what was written to the cluster. */
    writes: () =>
      now.cluster.requests
        .filter(({ method }) => method !== 'GET')
        .map(({ method, path, status }) =>
          [
            method,
            path.split('?')[0].split('/').slice(5).join('/'),
            status,
          ].join(' '),
        ),
    look: () => now.portal.runTask('pull-secrets'),
  });
}

/** As much of a binding as tests compare. */
export function stateOf({ state, problem }: NamespaceBinding): string {
  return problem ? `${state}: ${problem.message} ${problem.remedy}` : state;
}
