import { TestDatabases } from '@backstage/backend-test-utils';
import {
  apiRoutes,
  ApiRoute,
  receiveWebhookRoute,
} from 'backstage-plugin-integrated-registry-common';
import {
  buildImage,
  CostlyRequest as Costly,
  costlyRequests,
  RegistrySimulator,
  TriedRoute,
} from 'registry-simulator';
import { isDeepStrictEqual } from 'node:util';
import { accessTable } from '../__testUtils__/accessTable';
import { integrate } from '../__testUtils__/integrate';
import { CostLimits, measureCost } from '../__testUtils__/measureCost';
import { startPortal, TestPortal } from '../__testUtils__/startPortal';

// Every route, with some hundred requests each.
jest.setTimeout(600_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const workspace = 'group:default/payments';

/** The longest answer is `answered`, in bytes. */
const limits = new CostLimits({ answered: 256 * 1024 });
const { bounded } = limits;

/** These are sent in every field of every route; of the others see `toSend`. */
const costliest = [
  'stars',
  'nested quantifiers',
  'hyphen ranges',
  'unknown fields',
  'lists in lists',
  '200 globs',
  'a thousand parameters',
  'a long id',
];

/** Every kind on every route: the costliest in each field, each other one in one field, by turns. */
function toSend(requests: readonly Costly[]): Costly[] {
  const byKind = new Map<string, Costly[]>();
  for (const request of requests) {
    const kind = request.what.replace(/ as [^ ]+$/, '');
    byKind.set(kind, [...(byKind.get(kind) ?? []), request]);
  }
  return [...byKind].flatMap(([kind, all], at) =>
    costliest.includes(kind) ? all : [all[at % all.length]],
  );
}

/** Of an integration. */
const settings = {
  name: 'Costly',
  url: 'http://127.0.0.1:1',
  description: 'x',
  imageHost: 'registry.example.com',
  username: 'robot',
  password: 'x',
  tls: { caCertificate: '', skipVerify: false },
  repositories: ['team/app'],
  repositoryFilter: ['team/*'],
};

/** What a caller who means well sends, with every field there is. */
const bodies: Record<string, (id: string) => Record<string, unknown>> = {
  createIntegration: () => ({
    ...settings,
    workspace,
    type: 'docker',
    credentialExpiresAt: '2999-01-01',
  }),
  updateIntegration: () => ({
    ...settings,
    sharing: { with: 'workspaces', workspaces: [workspace] },
  }),
  testConnection: id => ({
    integrationId: id,
    url: 'http://127.0.0.1:1',
    username: 'robot',
    password: 'x',
    repositoryFilter: ['team/*'],
  }),
  createNamespaceBinding: () => ({
    workspace,
    cluster: 'dev',
    namespace: 'shop',
    serviceAccounts: ['default'],
  }),
  decidePullCredential: () => ({
    workspace,
    source: 'separate',
    username: 'robot',
    password: 'x',
    expiresAt: '2999-01-01',
  }),
  ensurePullSecret: id => ({
    workspace,
    cluster: 'dev',
    namespace: 'shop',
    integration: id,
  }),
  startScan: () => ({
    repository: 'team/app',
    digest: `sha256:${'0'.repeat(64)}`,
  }),
  resolveImage: id => ({
    workspace,
    selection: { integrationId: id, repository: 'team/app', tag: '1.2.3' },
    policy: {
      registries: ['Company registry'],
      types: ['docker'],
      repositories: ['team/*'],
      tagPattern: '1\\..*',
      semverRange: '>=1 <2',
      platform: 'linux/amd64',
    },
  }),
  receiveWebhook: () => ({
    events: [{ action: 'push', target: { repository: 'team/app' } }],
  }),
  recordImageUse: () => ({
    workspace,
    reference: 'nginx:1',
    usedBy: 'component:default/shop',
  }),
};

describe('what a request costs, at most', () => {
  let registry: RegistrySimulator;
  let portal: TestPortal;
  let id: string;

  beforeAll(async () => {
    registry = await RegistrySimulator.start();
    registry.store.addImage('team/app', buildImage(), '1.2.3');
    portal = await startPortal({
      knex: await databases.init('SQLITE_3'),
      settings: {
        limits: {
          connectionTestsPerMinute: 100_000,
          resolvesPerMinute: 100_000,
          imageUsesPerMinute: 100_000,
        },
      },
    });
    ({ id } = await integrate(portal, { url: registry.url }));
  }, 120_000);

  afterAll(async () => {
    await portal?.stop();
    await registry?.stop();
  });

  const named = Object.entries<ApiRoute>({
    ...apiRoutes,
    receiveWebhook: receiveWebhookRoute,
  });
  const keyOf = ({ method, path }: ApiRoute) => `${method} ${path}`;

  it('is known of every route the router has', () => {
    expect(named.map(([, route]) => keyOf(route)).sort()).toEqual(
      portal.routes(),
    );
    expect(
      named
        .filter(([, { body }]) => body)
        .map(([name]) => name)
        .sort(),
    ).toEqual(Object.keys(bodies).sort());
  });

  /** As in the table of accesses, and each further name of the query with a value of no effect. */
  function toTry([name, route]: [string, ApiRoute]): TriedRoute {
    const known = accessTable.find(
      row => row.route.split('?')[0] === keyOf(route),
    );
    const query = Object.fromEntries(
      new URLSearchParams(
        known?.route.split('?')[1]?.replace(':workspace', workspace),
      ),
    );
    const { shape = {} } = (route.query ?? {}) as { shape?: object };
    for (const key of Object.keys(shape)) {
      query[key] ??= { verify: 'false', limit: '50' }[key] ?? '';
    }
    return {
      route: keyOf(route),
      query,
      ...(bodies[name] && { body: bodies[name](id) }),
    };
  }

  it.each(named)('is bounded for %s', async (...route) => {
    const requests = toSend(
      costlyRequests([toTry(route)], {
        id,
        headers: { 'If-Match': '"v0"' },
      }),
    );
    let answered = 0;
    const failed: string[] = [];
    const send = async ({ what, method, path, body, headers: own }: Costly) => {
      const { status, text = '' } = await portal.call(
        'priya',
        `${method} ${path}`,
        body,
        own,
      );
      answered = Math.max(answered, text.length);
      if (status === 500) {
        failed.push(what);
      }
    };
    const costOf = async (some: readonly Costly[]) => {
      answered = 0;
      const { heldMs, peakBytes } = await measureCost(async () => {
        for (const one of some) {
          await send(one);
        }
      });
      return limits.compare({ heldMs, peakBytes, answered });
    };
    const all = await costOf(requests);
    // Which of them it is, is found out only where one is beyond.
    const each = isDeepStrictEqual(all, bounded) ? [] : requests;
    for (const one of each) {
      expect([one.what, await costOf([one])]).toEqual([one.what, bounded]);
    }
    expect([all, failed]).toEqual([bounded, []]);
    expect(requests.length).toBeGreaterThan(0);
  });
});
