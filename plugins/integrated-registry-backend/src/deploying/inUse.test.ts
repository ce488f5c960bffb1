import { bindNamespace, readBinding } from '../__testUtils__/bindNamespace';
import { databases } from '../__testUtils__/databases';
import { share } from '../__testUtils__/share';
import { until } from '../__testUtils__/until';
import {
  grant,
  LABEL,
  pulling,
  SECRET,
  stateOf,
  TOKEN,
  useDeploying,
} from './__testUtils__/useDeploying';

// Each test starts a portal, a registry and a cluster, also on a busy machine.
jest.setTimeout(120_000);

const shop = { cluster: 'dev', namespace: 'shop' };

describe.each(databases.eachSupportedId())(
  'pull secrets in use on %s',
  databaseId => {
    const scene = useDeploying(databaseId);
    const read = (id: string) => readBinding(scene.portal, id);
    /** After the task has run: it does what came while somebody was looking at the binding. */
    const looked = async (id: string) => {
      await scene.look();
      return read(id);
    };
    const sync = (id: string) =>
      scene.portal.call('priya', `POST /namespace-bindings/${id}/sync`);
    const gone = (id: string) =>
      until(
        () => looked(id),
        binding => binding === undefined,
      );
    const settled = (id: string, state: string) =>
      until(
        () => looked(id),
        binding => binding.state === state,
      );

    it('come back where they, or their namespace, were deleted', async () => {
      await scene.decide(pulling);
      const { id } = await bindNamespace(scene.portal, shop);
      const before = scene.auths();
      scene.cluster.deleteSecret('shop', SECRET);
      await sync(id);
      await until(
        async () => scene.auths(),
        auths => auths !== undefined,
      );
      scene.cluster.deleteNamespace('shop');
      await sync(id);
      expect(stateOf(await settled(id, 'refused'))).toContain(
        'The cluster dev has no namespace shop',
      );
      scene.cluster.createNamespace('shop', { [LABEL]: 'default.payments' });
      await sync(id);
      await settled(id, 'inPlace');
      expect(scene.auths()).toEqual(before);
    });

    it('are linked to ServiceAccounts, whose other entries stay', async () => {
      grant(scene.cluster, 'shop', ['default']);
      scene.cluster.put({
        ...scene.cluster.serviceAccount('shop', 'default')!,
        imagePullSecrets: [{ name: 'default-dockercfg' }],
      });
      await scene.decide(pulling);
      const { id } = await bindNamespace(scene.portal, {
        ...shop,
        serviceAccounts: ['default', 'gone'],
      });
      expect(stateOf(await read(id))).toContain(
        'refused: The cluster dev denies access: serviceaccounts "gone" is forbidden',
      );
      expect(scene.cluster.serviceAccount('shop', 'default')).toMatchObject({
        imagePullSecrets: [{ name: 'default-dockercfg' }, { name: SECRET }],
      });
      await scene.portal.call('olivia', `DELETE /namespace-bindings/${id}`);
      await until(
        () => read(id),
        binding => binding === undefined,
      );
      expect(scene.cluster.serviceAccount('shop', 'default')).toMatchObject({
        imagePullSecrets: [{ name: 'default-dockercfg' }],
      });
    });

    it('unlink ServiceAccounts also where the Secret has become somebody else’s', async () => {
      grant(scene.cluster, 'shop', ['default']);
      await scene.decide(pulling);
      const { id } = await bindNamespace(scene.portal, {
        ...shop,
        serviceAccounts: ['default'],
      });
      scene.cluster.deleteSecret('shop', SECRET);
      scene.cluster.put({
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: SECRET, namespace: 'shop' },
        type: 'Opaque',
      });
      await sync(id);
      await settled(id, 'refused');
      await scene.portal.call('olivia', `DELETE /namespace-bindings/${id}`);
      await gone(id);
      expect(
        scene.cluster.serviceAccount('shop', 'default')?.imagePullSecrets ?? [],
      ).toEqual([]);
      expect(scene.cluster.secret('shop', SECRET)).toBeDefined();
    });

    it('are removed also where a ServiceAccount may not be unlinked, which is told', async () => {
      grant(scene.cluster, 'shop', ['default']);
      await scene.decide(pulling);
      const { id } = await bindNamespace(scene.portal, {
        ...shop,
        serviceAccounts: ['default'],
      });
      scene.cluster.disallow(TOKEN);
      grant(scene.cluster, 'shop');
      await scene.portal.call('olivia', `DELETE /namespace-bindings/${id}`);
      expect(stateOf(await settled(id, 'refused'))).toContain(
        'serviceaccounts "default" is forbidden',
      );
      expect(scene.auths()).toBeUndefined();
    });

    it('go with their namespace, whose Role goes with it; then a binding can be forgotten', async () => {
      await scene.decide(pulling);
      const { id } = await bindNamespace(scene.portal, shop);
      scene.cluster.deleteNamespace('shop');
      await scene.portal.call('olivia', `DELETE /namespace-bindings/${id}`);
      await gone(id);

      scene.cluster.createNamespace('shop', { [LABEL]: 'default.payments' });
      const again = await bindNamespace(scene.portal, shop);
      expect(again.state).toBe('inPlace');
      scene.cluster.deleteNamespace('shop');
      scene.cluster.disallow(TOKEN);
      const remove = () =>
        scene.portal.call('olivia', `DELETE /namespace-bindings/${again.id}`);
      await remove();
      expect(stateOf(await settled(again.id, 'refused'))).toContain(
        'If the namespace was deleted',
      );
      expect((await remove()).status).toBe(202);
      expect(await read(again.id)).toBeUndefined();
    });

    it('stay as they are while a credential cannot be read, and say where somebody has changed them', async () => {
      await scene.decide(pulling);
      const { id } = await bindNamespace(scene.portal, shop);
      const before = scene.auths();
      await scene.knex('pull_credentials').update({ key_id: 'gone' });
      await scene.look();
      expect(await read(id)).toMatchObject({ state: 'inPlace' });
      const { body } = await scene.portal.call(
        'priya',
        'GET /pull-credentials?workspace=group:default/payments',
      );
      expect(body.items[0]).toMatchObject({
        state: 'unreadable',
        problem: {
          message: expect.stringContaining('cannot be read any more'),
        },
      });
      scene.cluster.put({
        ...scene.cluster.secret('shop', SECRET)!,
        immutable: false,
      });
      await sync(id);
      expect(stateOf(await settled(id, 'drifted'))).toContain(
        'it is not as the portal has written it',
      );
      expect(scene.auths()).toEqual(before);
      await scene.decide({ ...pulling, password: 'entered-once-more' });
      await settled(id, 'inPlace');
      expect(Object.values(scene.auths() ?? {})[0].password).toBe(
        'entered-once-more',
      );
    });

    it('have nothing of a shared integration before the workspace has decided, and never its own credential', async () => {
      await scene.decide({ source: 'own' });
      await share(scene.portal, scene.id, {
        with: 'workspaces',
        workspaces: ['group:default/storefront'],
      });
      scene.cluster.createNamespace('front', { [LABEL]: 'default.storefront' });
      grant(scene.cluster, 'front');
      const { id, state } = await bindNamespace(scene.portal, {
        cluster: 'dev',
        namespace: 'front',
        workspace: 'group:default/storefront',
      });
      expect(state).toBe('empty');
      const decide = (decision: object) =>
        scene.portal.call(
          'lena',
          `PUT /integrations/${scene.id}/pull-credential?verify=false`,
          { workspace: 'group:default/storefront', ...decision },
        );
      const own = await decide({ source: 'own' });
      expect(own.status).toBe(400);
      expect(own.body.error.message).toBe(
        'The integration belongs to another workspace, and its credential stays there',
      );
      expect((await decide(pulling)).status).toBe(200);
      await settled(id, 'inPlace');
      expect(Object.values(scene.auths('front') ?? {})[0].username).toBe(
        'puller',
      );
      await share(scene.portal, scene.id, { with: 'nobody' });
      await scene.look();
      expect(scene.auths('front')).toBeUndefined();
    });

    it('tell a template whether an image can be pulled there', async () => {
      const ensure = async (body: object) =>
        (
          await scene.portal.call('marco', 'POST /pull-secrets/ensure', {
            workspace: 'group:default/payments',
            integration: scene.id,
            ...shop,
            ...body,
          })
        ).body;
      expect(await ensure({})).toMatchObject({
        ready: false,
        problem: { message: expect.stringContaining('is not bound') },
      });
      await bindNamespace(scene.portal, shop);
      expect(await ensure({})).toMatchObject({ state: 'empty', ready: false });
      await scene.decide(pulling);
      expect(await ensure({})).toEqual({
        ...shop,
        state: 'inPlace',
        ready: true,
        imagePullSecrets: [{ name: SECRET }],
      });
      // A manifest that is made meanwhile names it as well.
      scene.cluster.onRequest = () => ({ status: 503, body: {} });
      expect(await ensure({})).toMatchObject({
        state: 'unreachable',
        ready: false,
        imagePullSecrets: [{ name: SECRET }],
      });
    });
  },
);
