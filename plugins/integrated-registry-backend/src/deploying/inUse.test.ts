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
    const settled = (id: string, state: string) =>
      until(
        () => read(id),
        binding => binding.state === state,
      );

    it('come back where they, or their namespace, were deleted', async () => {
      await scene.decide(pulling);
      const { id } = await bindNamespace(scene.portal, shop);
      const before = scene.auths();
      const sync = () =>
        scene.portal.call('priya', `POST /namespace-bindings/${id}/sync`);
      scene.cluster.deleteSecret('shop', SECRET);
      await sync();
      await until(
        async () => scene.auths(),
        auths => auths !== undefined,
      );
      scene.cluster.deleteNamespace('shop');
      await sync();
      expect(stateOf(await settled(id, 'refused'))).toContain(
        'The cluster dev has no namespace shop',
      );
      scene.cluster.createNamespace('shop', { [LABEL]: 'default.payments' });
      await sync();
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
    });
  },
);
