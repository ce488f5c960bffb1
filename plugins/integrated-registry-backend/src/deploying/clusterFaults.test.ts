import { ForcedAnswer } from 'kubernetes-simulator';
import { bindNamespace, readBinding } from '../__testUtils__/bindNamespace';
import { until } from '../__testUtils__/until';
import { pulling, stateOf, useDeploying } from './__testUtils__/useDeploying';

// Each test starts a portal, a registry and a cluster, also on a busy machine.
jest.setTimeout(120_000);

const next = { ...pulling, password: 'the-next-of-the-puller' };

const faults: [string, ForcedAnswer | 'reset', string][] = [
  [
    '401',
    { status: 401 },
    'refused: The portal cannot log in to the cluster dev: Unauthorized',
  ],
  ['403', { status: 403 }, 'refused: The cluster dev denies access: '],
  ['404', { status: 404 }, 'refused: The cluster dev has no namespace shop'],
  ['409', { status: 409 }, 'refused: The cluster dev refused it: '],
  [
    '422 that repeats what was sent',
    {
      status: 422,
      body: {
        kind: 'Status',
        reason: 'Invalid',
        message: `data: ${Buffer.from(
          `${next.username}:${next.password}`,
        ).toString('base64')} ${next.password}`,
      },
    },
    'refused: The cluster dev refused it: HTTP 422, Invalid',
  ],
  [
    '429',
    { status: 429, headers: { 'retry-after': '1' } },
    'unreachable: The cluster dev asks for fewer requests',
  ],
  ['500', { status: 500 }, 'unreachable: The cluster dev cannot be reached: '],
  ['a reset', 'reset', 'unreachable: The cluster dev cannot be reached: '],
  [
    'another server',
    { status: 200, body: 'Welcome' },
    'unreachable: The cluster dev cannot be reached: the answer is not one of a Kubernetes API server',
  ],
];

describe('a cluster that fails when a credential is rotated', () => {
  const scene = useDeploying('SQLITE_3');

  it.each(faults)('%s', async (_, fault, told) => {
    await scene.decide(pulling);
    const { id } = await bindNamespace(scene.portal, {
      cluster: 'dev',
      namespace: 'shop',
    });
    const before = scene.auths();
    scene.cluster.onRequest = ({ verb }) =>
      verb === 'patch' ? fault : undefined;
    await scene.decide(next);
    const failed = await until(
      () => readBinding(scene.portal, id),
      ({ problem }) => problem !== undefined,
    );
    expect(stateOf(failed)).toContain(told);
    // What pods pull with stays as it is.
    expect(scene.auths()).toEqual(before);

    scene.cluster.onRequest = undefined;
    await scene.portal.call('priya', `POST /namespace-bindings/${id}/sync`);
    await until(
      () => readBinding(scene.portal, id),
      ({ state }) => state === 'inPlace',
    );
    expect(Object.values(scene.auths() ?? {})[0].password).toBe(next.password);
  });
});
