import { dockerConfig, failure } from '../__testUtils__/openSimulator';
import { useCluster } from '../__testUtils__/useCluster';

const cluster = useCluster();

describe('who has which fields', () => {
  it('refuses to apply what another manager has, and names the fields', async () => {
    await cluster.apply('registry', dockerConfig());
    const other = dockerConfig('{"auths":{"other":{}}}');

    expect(
      failure(await cluster.apply('registry', other, { manager: 'them' })),
    ).toEqual({
      status: 409,
      reason: 'Conflict',
      message:
        'Apply failed with 1 conflict: conflict with "portal": .data..dockerconfigjson',
      details: {
        causes: [
          {
            reason: 'FieldManagerConflict',
            message: 'conflict with "portal"',
            field: '.data..dockerconfigjson',
          },
        ],
      },
    });
  });

  it('tells of drift after somebody else has forced or edited it', async () => {
    await cluster.apply('registry', dockerConfig());
    await cluster.apply('registry', dockerConfig('{"auths":{"a":{}}}'), {
      manager: 'them',
      query: '&force=true',
    });
    expect(failure(await cluster.apply('registry', dockerConfig()))).toEqual(
      expect.objectContaining({
        status: 409,
        message:
          'Apply failed with 1 conflict: conflict with "them": .data..dockerconfigjson',
      }),
    );

    const secret = cluster.simulator.secret('payments-dev', 'registry')!;
    cluster.simulator.put({ ...secret, ...dockerConfig('{"auths":{"b":{}}}') });
    expect(await cluster.apply('registry', dockerConfig())).toMatchObject({
      status: 409,
      body: {
        message:
          'Apply failed with 1 conflict: conflict with "kubectl-edit" using v1: .data..dockerconfigjson',
      },
    });
    expect(
      await cluster.apply('registry', dockerConfig(), { query: '&force=true' }),
    ).toMatchObject({ status: 200, body: dockerConfig() });
  });

  it('removes what a manager applies no longer, and keeps what others have', async () => {
    await cluster.apply('shared', { data: { a: 'YQ==', b: 'Yg==' } });
    await cluster.apply(
      'shared',
      { data: { b: 'Yg==', c: 'Yw==' } },
      { manager: 'them' },
    );

    const { body } = await cluster.apply('shared', {});

    expect(body.data).toEqual({ b: 'Yg==', c: 'Yw==' });
  });
});
