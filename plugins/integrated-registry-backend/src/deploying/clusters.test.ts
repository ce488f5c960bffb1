import kubernetesModule from 'backstage-plugin-integrated-registry-backend-module-kubernetes';
import { NamespaceBinding } from 'backstage-plugin-integrated-registry-common';
import { Knex } from 'knex';
import { KubernetesSimulator } from 'kubernetes-simulator';
import { RegistrySimulator } from 'registry-simulator';
import { clusterModule, silentCluster } from '../__testUtils__/clusterModule';
import { databases } from '../__testUtils__/databases';
import { integrate } from '../__testUtils__/integrate';
import { startPortal, TestPortal } from '../__testUtils__/startPortal';
import { login, startRegistry } from '../__testUtils__/useIntegration';
import { until } from '../__testUtils__/until';
import { LABEL, pulling, SECRET, TOKEN } from './__testUtils__/useDeploying';

jest.setTimeout(300_000);

const CLUSTERS = 20;
const NAMESPACES = 50;

describe('many clusters', () => {
  let registry: RegistrySimulator;
  let clusters: KubernetesSimulator[];
  let knex: Knex;
  let portal: TestPortal;

  const names = Array.from({ length: NAMESPACES }, (_, at) => `team-${at}`);
  const writes = () =>
    clusters.flatMap(({ requests }) =>
      requests.filter(({ method }) => method !== 'GET'),
    ).length;
  const reads = () =>
    clusters.flatMap(({ requests }) => requests).length - writes();

  const open = () =>
    startPortal({
      knex,
      features: [
        kubernetesModule,
        clusterModule({
          ...silentCluster('slow'),
          // Ends when it is told to, as every target does.
          getNamespace: (_, { signal }) =>
            new Promise((_resolve, reject) =>
              signal.addEventListener('abort', () => reject(signal.reason)),
            ),
        }),
      ],
      settings: {
        clusters: clusters.map(({ url }, at) => ({
          name: `cluster-${at}`,
          url,
          serviceAccountToken: TOKEN,
        })),
        namespaces: clusters.flatMap((_, at) =>
          names.map(namespace => ({
            cluster: `cluster-${at}`,
            namespace,
            workspace: 'group:default/payments',
          })),
        ),
      },
    });

  async function list(): Promise<NamespaceBinding[]> {
    const items: NamespaceBinding[] = [];
    for (let cursor = ''; ; ) {
      const { body } = await portal.call(
        'olivia',
        `GET /namespace-bindings?limit=200${cursor && `&cursor=${cursor}`}`,
      );
      items.push(...body.items);
      if (!body.nextCursor) {
        return items;
      }
      cursor = encodeURIComponent(body.nextCursor);
    }
  }

  /** Has every binding compared, whatever was compared before. */
  async function compareAll(): Promise<void> {
    const begin = new Date().toISOString();
    await knex('namespace_bindings').update({ due_at: begin });
    await until(
      async () => {
        await portal.runTask('pull-secrets');
        return list();
      },
      bindings =>
        bindings.every(
          ({ cluster, checkedAt = '', state }) =>
            cluster === 'slow' || (checkedAt > begin && state === 'inPlace'),
        ),
    );
  }

  beforeAll(async () => {
    registry = await startRegistry();
    clusters = await Promise.all(
      Array.from({ length: CLUSTERS }, () => KubernetesSimulator.start()),
    );
    for (const cluster of clusters) {
      cluster.allow({
        token: TOKEN,
        user: 'system:serviceaccount:portal:pull-secrets',
        resource: '*',
        verbs: ['*'],
      });
      names.forEach(name =>
        cluster.createNamespace(name, { [LABEL]: 'default.payments' }),
      );
    }
    knex = await databases.init('SQLITE_3');
    portal = await open();
    const { id } = await integrate(portal, { url: registry.url, ...login });
    await portal.call(
      'priya',
      `PUT /integrations/${id}/pull-credential?verify=false`,
      { workspace: 'group:default/payments', ...pulling },
    );
  });

  afterAll(async () => {
    await portal?.stop();
    await Promise.all(clusters.map(cluster => cluster.stop()));
    await registry?.stop();
  });

  it('have each of 1,000 Secrets written once, and after a restart only those that differ', async () => {
    await compareAll();
    expect(writes()).toBe(CLUSTERS * NAMESPACES);
    await portal.stop();
    portal = await open();
    clusters[3].deleteSecret('team-7', SECRET);
    clusters[19].deleteSecret('team-49', SECRET);
    const before = { writes: writes(), reads: reads(), at: performance.now() };
    await compareAll();
    expect(writes() - before.writes).toBe(2);
    // The namespace for its label, and the metadata of the Secret.
    const asked = reads() - before.reads;
    expect(asked).toBeLessThan(2.5 * CLUSTERS * NAMESPACES);
    // eslint-disable-next-line no-console -- the figures are a claim of the documentation
    console.info(
      `1,000 bindings: 2 writes, ${asked} reads, ${Math.round(
        performance.now() - before.at,
      )} ms`,
    );
  });

  it('do not wait for one that does not answer', async () => {
    await portal.call('olivia', 'POST /namespace-bindings', {
      workspace: 'group:default/payments',
      cluster: 'slow',
      namespace: 'team-0',
    });
    clusters[0].deleteSecret('team-0', SECRET);
    await compareAll();
    expect(clusters[0].secret('team-0', SECRET)).toBeDefined();
    expect(await list()).toContainEqual(
      expect.objectContaining({ cluster: 'slow', state: 'writing' }),
    );
  });
});
