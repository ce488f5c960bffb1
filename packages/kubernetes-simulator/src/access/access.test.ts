import {
  ADMIN,
  SECRETS,
  WRITER,
  WRITER_USER,
  dockerConfig,
  failure,
  secretObject,
  secretPath,
} from '../__testUtils__/openSimulator';
import { useCluster } from '../__testUtils__/useCluster';

const cluster = useCluster();

describe('access', () => {
  const rule = {
    token: WRITER,
    user: WRITER_USER,
    namespace: 'payments-dev',
    resource: 'secrets',
    names: ['registry'],
  };
  const asWriter = { token: WRITER };

  it('lets a user do to a named object what a rule says, and nothing else', async () => {
    cluster.simulator.allow({ ...rule, verbs: ['get', 'patch', 'create'] });

    expect(
      await cluster.apply('registry', dockerConfig(), asWriter),
    ).toMatchObject({ status: 201 });
    expect(failure(await cluster.apply('other', {}, asWriter))).toEqual({
      status: 403,
      reason: 'Forbidden',
      message: `secrets "other" is forbidden: User "${WRITER_USER}" cannot patch resource "secrets" in API group "" in the namespace "payments-dev"`,
      details: { name: 'other', kind: 'secrets' },
    });
    expect(failure(await cluster.send('GET', SECRETS, asWriter)).message).toBe(
      `secrets is forbidden: User "${WRITER_USER}" cannot list resource "secrets" in API group "" in the namespace "payments-dev"`,
    );
    expect(
      await cluster.send('DELETE', secretPath('registry'), asWriter),
    ).toMatchObject({ status: 403 });
  });

  it('asks for create as well where apply creates', async () => {
    cluster.simulator.allow({ ...rule, verbs: ['patch'] });
    expect(
      failure(await cluster.apply('registry', dockerConfig(), asWriter)),
    ).toMatchObject({
      status: 403,
      message: 'secrets "registry" is forbidden: ',
    });
    await cluster.apply('registry', dockerConfig());
    expect(
      await cluster.apply('registry', dockerConfig(), asWriter),
    ).toMatchObject({ status: 200 });
  });

  it('does not let a rule with names create by POST', async () => {
    cluster.simulator.allow({ ...rule, verbs: ['create'] });
    expect(
      await cluster.send('POST', SECRETS, {
        ...asWriter,
        body: secretObject('registry'),
      }),
    ).toMatchObject({ status: 403 });
  });

  it('lets a rule of a namespace read the namespace itself', async () => {
    const path = '/api/v1/namespaces/payments-dev';
    cluster.simulator.allow({
      ...rule,
      resource: 'namespaces',
      names: ['payments-dev'],
      verbs: ['get'],
    });
    expect(await cluster.send('GET', path, asWriter)).toMatchObject({
      status: 200,
      body: { kind: 'Namespace', status: { phase: 'Active' } },
    });
    cluster.simulator.createNamespace('other');
    expect(
      failure(await cluster.send('GET', '/api/v1/namespaces/other', asWriter))
        .message,
    ).toBe(
      `namespaces "other" is forbidden: User "${WRITER_USER}" cannot get resource "namespaces" in API group "" in the namespace "other"`,
    );
  });

  it('tells who it does not know from who may do nothing', async () => {
    expect(
      failure(await cluster.send('GET', SECRETS, { token: 'unknown' })),
    ).toEqual({
      status: 401,
      reason: 'Unauthorized',
      message: 'Unauthorized',
      details: undefined,
    });
    expect(
      failure(await cluster.send('GET', SECRETS, { token: '' })).message,
    ).toContain('User "system:anonymous" cannot list');
    cluster.simulator.disallow(ADMIN);
    expect(await cluster.send('GET', SECRETS)).toMatchObject({ status: 403 });
    cluster.simulator.revoke(ADMIN);
    expect(await cluster.send('GET', SECRETS)).toMatchObject({ status: 401 });
  });
});
