import { NamespaceBinding } from 'backstage-plugin-integrated-registry-common';
import { useActions } from '../__testUtils__/useActions';

const imagePullSecrets = [{ name: 'integrated-registry' }];

describe('integrated-registry:pull-secret:ensure in a dry run', () => {
  const scene = useActions();
  const { calls, logged } = scene;

  const ensureDry = () =>
    scene.run(
      'integrated-registry:pull-secret:ensure',
      {
        workspace: 'group:default/payments',
        namespace: { cluster: 'production', namespace: 'payments-dev' },
        integrationId: 'one',
      },
      { isDryRun: true },
    );

  const binding: Partial<NamespaceBinding> = {
    id: 'b-1',
    workspace: 'group:default/payments',
    cluster: 'production',
    namespace: 'payments-dev',
    serviceAccounts: [],
    managedBy: 'user',
    secretName: 'integrated-registry',
    label: 'integrated-registry.io/workspace=default.payments',
    state: 'inPlace',
    since: '2026-01-31T12:00:00.000Z',
    integrations: ['one'],
    removing: false,
    canSync: false,
    canRemove: false,
    createdAt: '2026-01-31T12:00:00.000Z',
    createdBy: 'user:default/olivia',
  };
  const list = (...bindings: object[]) => ({
    items: bindings.map(more => ({ ...binding, ...more })),
    complete: true,
    asOf: '2026-01-31T12:00:00.000Z',
    hasClusters: true,
    clusters: [],
    manifestClusters: [],
    canBind: false,
  });

  it.each<[object, object, string]>([
    [{}, { imagePullSecrets, ready: true, state: 'inPlace' }, 'inPlace'],
    [
      { integrations: ['two'] },
      { imagePullSecrets, ready: false, state: 'inPlace' },
      'inPlace',
    ],
    [
      { state: 'unreachable' },
      { imagePullSecrets, ready: false, state: 'unreachable' },
      'unreachable',
    ],
    [
      { state: 'manifest' },
      { imagePullSecrets, ready: true, state: 'manifest' },
      'manifest',
    ],
    [
      { state: 'empty', integrations: [] },
      { imagePullSecrets: [], ready: false, state: 'empty' },
      'empty',
    ],
  ])(
    'writes nothing, and says how it stands: %j',
    async (more, outputs, state) => {
      scene.first = [
        {
          code: 200,
          body: {
            ...list({ namespace: 'other' }, { cluster: 'other' }),
            nextCursor: 'next',
          },
        },
      ];
      scene.answer = {
        code: 200,
        body: list({ id: 'b-0', removing: true }, more),
      };
      expect(await ensureDry()).toEqual(outputs);
      const query =
        'GET /namespace-bindings?workspace=group%3Adefault%2Fpayments&limit=200';
      expect(calls.map(({ path }) => path)).toEqual([
        query,
        `${query}&cursor=next`,
      ]);
      expect(logged).toEqual([
        `Dry run: the pull secret integrated-registry in payments-dev on production is not written; its state is ${state} now`,
      ]);
    },
  );

  it('says that the task would fail where the namespace is not bound', async () => {
    scene.answer = { code: 200, body: list() };
    expect(await ensureDry()).toEqual({
      imagePullSecrets: [],
      ready: false,
      state: 'refused',
    });
    expect(logged).toEqual([
      'Dry run: payments-dev on production is not bound to group:default/payments, so the task would fail here',
    ]);
  });
});
