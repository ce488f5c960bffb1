import { buildImage, RegistrySimulator } from 'registry-simulator';
import { bindNamespace } from '../__testUtils__/bindNamespace';
import { integrate } from '../__testUtils__/integrate';
import { share } from '../__testUtils__/share';
import { useDeploying } from './__testUtils__/useDeploying';

// Each test starts a portal, registries and a cluster, also on a busy machine.
jest.setTimeout(120_000);

const admin = { username: 'admin', password: 'password-of-the-admin' };

describe('pull credentials that the portal makes for a group', () => {
  const scene = useDeploying('SQLITE_3');
  const now = {} as { artifactory: RegistrySimulator; id: string };

  beforeEach(async () => {
    now.artifactory = await RegistrySimulator.start({
      artifactory: {
        accounts: [{ ...admin, admin: true }],
        repositories: [{ key: 'docker' }],
        groups: { readers: ['docker'] },
      },
    });
    now.artifactory.store.addImage('docker/app', buildImage(), '1.0');
    const { id } = await integrate(scene.portal, {
      type: 'jfrog',
      name: 'Artifactory',
      url: now.artifactory.url,
      ...admin,
    });
    now.id = id;
  });

  afterEach(() => now.artifactory?.stop());

  const decide = (
    person: 'priya' | 'lena',
    workspace: string,
    decision: object,
  ) =>
    scene.portal.call(person, `PUT /integrations/${now.id}/pull-credential`, {
      workspace,
      source: 'minted',
      ...decision,
    });

  it('are access tokens that pods pull with', async () => {
    const payments = 'group:default/payments';
    const without = await decide('priya', payments, {});
    expect([without.status, without.body.error?.message]).toEqual([
      400,
      'Name the group of the registry whose rights the credential gets. It should only be able to pull',
    ]);
    const decided = await decide('priya', payments, { group: 'readers' });
    expect(decided.body).toMatchObject({
      source: 'minted',
      group: 'readers',
      mintsFor: 'group',
      state: 'valid',
    });
    await bindNamespace(scene.portal, { cluster: 'dev', namespace: 'shop' });
    expect(Object.values(scene.auths()!)).toMatchObject([
      { username: decided.body.username },
    ]);
  });

  it.each(['"a","b', 'a,b', 'a*', 'a:b'])(
    'are for one group: %s is refused',
    async group => {
      const { status } = await decide('priya', 'group:default/payments', {
        group,
      });
      expect(status).toBe(400);
    },
  );

  it('are not made where the integration belongs to another workspace: it could name any group', async () => {
    const storefront = 'group:default/storefront';
    await share(scene.portal, now.id, {
      with: 'workspaces',
      workspaces: [storefront],
    });
    for (const decision of [{ group: 'administrators' }, {}]) {
      const { status } = await decide('lena', storefront, decision);
      expect(status).toBe(400);
    }
    const { body } = await scene.portal.call(
      'lena',
      `GET /pull-credentials?workspace=${storefront}`,
    );
    expect(body.items[0]).not.toHaveProperty('mintsFor');
  });
});
