import { buildImage, RegistrySimulator } from 'registry-simulator';
import { databases } from '../../__testUtils__/databases';
import { integrate } from '../../__testUtils__/integrate';
import { startPortal, TestPortal } from '../../__testUtils__/startPortal';
import { until } from '../../__testUtils__/until';
import { workspace } from '../../__testUtils__/useIntegration';

const robot = { username: 'robot$portal', password: 'canary-health-5e21c07a' };
export const user = { username: 'deploy', password: 'canary-health-77aa31de' };

/** Harbor, a Docker Registry that hands out tokens, and an Artifactory, with the same image. */
export const kinds = {
  harbor: {
    options: { harbor: { accounts: [{ ...robot, kind: 'robot' as const }] } },
    credential: robot,
    path: '',
  },
  docker: {
    options: { login: user, auth: 'bearer' as const },
    credential: user,
    path: '',
  },
  jfrog: {
    options: {
      artifactory: {
        accounts: [{ ...user, reads: ['team'] }],
        repositories: [{ key: 'team' }],
      },
    },
    credential: user,
    path: '/artifactory',
  },
};

export type Kind = keyof typeof kinds;

/** For each test a portal that waits so many seconds for a registry, and registries for it. */
export function useHealth(interactive: number) {
  const scene = {} as { portal: TestPortal; registry: RegistrySimulator };

  beforeEach(async () => {
    scene.portal = await startPortal({
      knex: await databases.init('SQLITE_3'),
      settings: { deadlines: { interactive } },
    });
  }, 120_000);

  afterEach(async () => {
    await scene.registry?.stop();
    await scene.portal?.stop();
  });

  async function startRegistry(type: Kind) {
    const registry = await RegistrySimulator.start({
      ...kinds[type].options,
      onToken: scene.portal.onToken,
    });
    registry.store.addImage('team/app', buildImage(), '1.0');
    return registry;
  }

  /** Starts a registry and integrates it, at the address given by `before` where something is. */
  async function start(
    type: Kind,
    before: (registryUrl: string) => Promise<string> = async url => url,
  ): Promise<string> {
    scene.registry = await startRegistry(type);
    const { credential, path } = kinds[type];
    const { id } = await integrate(scene.portal, {
      type,
      name: `Company ${type}`,
      url: `${await before(scene.registry.url)}${path}`,
      ...credential,
    });
    return id;
  }

  const healthOf = async (id: string) =>
    (await scene.portal.call('priya', `GET /integrations/${id}`)).body.health;

  /** The health, as soon as no check is under way. */
  const checked = (id: string) =>
    until(
      () => healthOf(id),
      ({ checking }) => !checking,
    );

  async function refresh(id: string) {
    await scene.portal.call('priya', `POST /integrations/${id}/refresh`);
    return checked(id);
  }

  const resolve = (integrationId: string, repository: string, tag: string) =>
    scene.portal.call('marco', 'POST /images/resolve', {
      workspace,
      selection: { integrationId, repository, tag },
    });

  const loginFailures = () =>
    scene.portal.events.filter(({ eventId }) => eventId === 'login-failure');

  return Object.assign(scene, {
    startRegistry,
    start,
    healthOf,
    checked,
    refresh,
    resolve,
    loginFailures,
  });
}
