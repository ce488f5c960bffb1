import { bindNamespace, readBinding } from '../__testUtils__/bindNamespace';
import { databases } from '../__testUtils__/databases';
import { until } from '../__testUtils__/until';
import { login } from '../__testUtils__/useIntegration';
import {
  LABEL,
  pulling,
  SECRET,
  stateOf,
  useDeploying,
} from './__testUtils__/useDeploying';

// Each test starts a portal, a registry and a cluster, also on a busy machine.
jest.setTimeout(120_000);

const shop = { cluster: 'dev', namespace: 'shop' };

describe.each(databases.eachSupportedId())('pull secrets on %s', databaseId => {
  const scene = useDeploying(databaseId);
  const read = (id: string) => readBinding(scene.portal, id);
  const host = () => new URL(scene.registry.url).host;
  const settled = (id: string, state: string) =>
    until(
      () => read(id),
      binding => binding.state === state,
    );

  it('hold nothing before an admin has decided what goes out', async () => {
    const { id, state } = await bindNamespace(scene.portal, shop);
    expect(state).toBe('empty');
    expect(scene.auths()).toBeUndefined();

    const { status, body } = await scene.decide(pulling);
    expect(status).toBe(200);
    expect(body).toMatchObject({ source: 'separate', username: 'puller' });
    expect(JSON.stringify(body)).not.toContain(pulling.password);
    const bound = await settled(id, 'inPlace');
    expect(bound.integrations).toEqual([scene.id]);
    expect(scene.auths()).toEqual({
      [host()]: {
        username: pulling.username,
        password: pulling.password,
        auth: Buffer.from(`${pulling.username}:${pulling.password}`).toString(
          'base64',
        ),
      },
    });
    const secret = scene.cluster.secret('shop', SECRET);
    expect(secret?.type).toBe('kubernetes.io/dockerconfigjson');
    expect(secret?.metadata.labels).toEqual({
      'app.kubernetes.io/managed-by': 'integrated-registry',
      [LABEL]: 'default.payments',
    });
    expect(scene.writes()).toEqual([`PATCH secrets/${SECRET} 201`]);
    const decided = scene.portal.events.find(
      ({ eventId }) => eventId === 'pull-credential-decide',
    );
    expect(decided).toMatchObject({
      status: 'succeeded',
      who: expect.stringContaining('priya'),
      meta: { source: 'separate', workspace: 'group:default/payments' },
    });
    expect(
      scene.portal.events.find(
        ({ eventId }) => eventId === 'pull-secret-apply',
      ),
    ).toMatchObject({
      status: 'succeeded',
      meta: { cluster: 'dev', namespace: 'shop', integrations: [scene.id] },
    });
  });

  it('follow a new credential, one that is taken back, and the end of the integration', async () => {
    await scene.decide(pulling);
    const { id } = await bindNamespace(scene.portal, shop);
    expect(Object.values(scene.auths() ?? {})[0].password).toBe(
      pulling.password,
    );
    await scene.decide({ ...pulling, password: 'another-for-the-puller' });
    await until(
      async () => Object.values(scene.auths() ?? {})[0]?.password,
      password => password === 'another-for-the-puller',
    );
    await settled(id, 'inPlace');
    await scene.decide({ source: 'none' });
    await settled(id, 'empty');
    expect(scene.auths()).toBeUndefined();

    await scene.decide({ source: 'own' });
    await settled(id, 'inPlace');
    expect(Object.values(scene.auths() ?? {})[0]).toMatchObject(login);
    await scene.portal.call(
      'priya',
      `DELETE /integrations/${scene.id}`,
      undefined,
      { 'If-Match': scene.etag },
    );
    await scene.look();
    expect(await read(id)).toMatchObject({ state: 'empty' });
    expect(scene.auths()).toBeUndefined();
  });

  it('are written only where the namespace agrees, and go when it no longer does', async () => {
    await scene.decide(pulling);
    scene.cluster.setLabel('shop', LABEL, undefined);
    const { id, ...bound } = await bindNamespace(scene.portal, shop);
    expect(stateOf({ id, ...bound })).toBe(
      'refused: The namespace shop does not carry the label integrated-registry.io/workspace=default.payments, by which its cluster agrees to the binding Have the cluster’s administrators run: kubectl label namespace shop integrated-registry.io/workspace=default.payments',
    );
    scene.cluster.setLabel('shop', LABEL, 'default.payments');
    await scene.portal.call('priya', `POST /namespace-bindings/${id}/sync`);
    await settled(id, 'inPlace');
    scene.cluster.setLabel('shop', LABEL, 'default.storefront');
    await scene.portal.call('priya', `POST /namespace-bindings/${id}/sync`);
    expect(stateOf(await settled(id, 'refused'))).toContain(
      'the label of another workspace',
    );
    expect(scene.auths()).toBeUndefined();
  });

  it('belong to one workspace: a second one is refused, and both are named', async () => {
    await bindNamespace(scene.portal, shop);
    const { status, body } = await scene.portal.call(
      'olivia',
      'POST /namespace-bindings',
      { ...shop, workspace: 'group:default/storefront' },
    );
    expect(status).toBe(409);
    expect(body.error.message).toBe(
      'The namespace shop of the cluster dev belongs to the workspace group:default/payments, so it cannot be bound to group:default/storefront. Remove that binding first',
    );
  });

  it('leave a Secret alone that somebody else has written', async () => {
    const foreign = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: SECRET, namespace: 'shop' },
      type: 'Opaque',
      data: { own: 'bWluZQ==' },
    };
    scene.cluster.put(foreign);
    await scene.decide(pulling);
    const bound = await bindNamespace(scene.portal, shop);
    expect(stateOf(bound)).toContain(
      'refused: The namespace shop has a Secret integrated-registry that the portal has not written',
    );
    await scene.portal.call('olivia', `DELETE /namespace-bindings/${bound.id}`);
    await until(
      () => read(bound.id),
      binding => binding === undefined,
    );
    expect(scene.cluster.secret('shop', SECRET)?.data).toEqual(foreign.data);
    expect(scene.writes()).toEqual([]);
  });

  it('tell of a change by somebody else, and are taken over by an admin only', async () => {
    await scene.decide(pulling);
    const { id } = await bindNamespace(scene.portal, shop);
    const before = scene.auths();
    const written = scene.cluster.secret('shop', SECRET)!;
    scene.cluster.put({
      ...written,
      data: {
        '.dockerconfigjson': Buffer.from('{"auths":{}}').toString('base64'),
      },
    });
    await scene.portal.call('priya', `POST /namespace-bindings/${id}/sync`);
    expect(stateOf(await settled(id, 'drifted'))).toContain(
      'Somebody else has changed the Secret integrated-registry',
    );
    await scene.look();
    expect(scene.auths()).toEqual({});
    const refused = await scene.portal.call(
      'marco',
      `POST /namespace-bindings/${id}/take-over`,
    );
    expect(refused.status).toBe(403);
    const taken = await scene.portal.call(
      'priya',
      `POST /namespace-bindings/${id}/take-over`,
    );
    expect(taken.body.state).toBe('inPlace');
    expect(scene.auths()).toEqual(before);
  });

  it('go with the binding, also where the cluster comes back later', async () => {
    await scene.decide(pulling);
    const { id } = await bindNamespace(scene.portal, shop);
    scene.cluster.onRequest = () => 'reset';
    const { status, body } = await scene.portal.call(
      'olivia',
      `DELETE /namespace-bindings/${id}`,
    );
    expect([status, body.removing]).toEqual([202, true]);
    await settled(id, 'unreachable');
    expect(scene.auths()).toBeDefined();
    const again = await scene.portal.call(
      'olivia',
      'POST /namespace-bindings',
      { ...shop, workspace: 'group:default/storefront' },
    );
    expect(again.status).toBe(409);
    expect(again.body.error.message).toContain('still has the pull secret');

    scene.cluster.onRequest = undefined;
    await scene.portal.call('priya', `POST /namespace-bindings/${id}/sync`);
    await until(
      () => read(id),
      binding => binding === undefined,
    );
    expect(scene.auths()).toBeUndefined();
  });

  it('are written once, and not again after a restart', async () => {
    await scene.decide(pulling);
    const { id } = await bindNamespace(scene.portal, shop);
    const written = scene.writes();
    expect(written).toHaveLength(1);
    await scene.restart();
    await scene.look();
    await scene.portal.call('priya', `POST /namespace-bindings/${id}/sync`);
    await settled(id, 'inPlace');
    expect(scene.writes()).toEqual(written);
  });
});
