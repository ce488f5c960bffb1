import { TestDatabaseId } from '@backstage/backend-test-utils';
import { buildImage, RegistrySimulator } from 'registry-simulator';
import { settled } from '../../__testUtils__/integrate';
import { useKeys } from './useKeys';

export const password = 'canary-bound-5d1f0a';

/** For each test a portal with the old encryption key and two Harbors of one content. */
export function useBinding(databaseId: TestDatabaseId) {
  const { scene, ...keys } = useKeys(databaseId);
  const harbors = {} as {
    registry: RegistrySimulator;
    /** Whoever can write the tables wants the password here. */
    elsewhere: RegistrySimulator;
  };

  const simulate = async () => {
    const simulator = await RegistrySimulator.start({
      onToken: token => scene.portal?.onToken(token),
      harbor: {
        accounts: [
          { username: 'robot$portal', password, kind: 'robot' },
          { username: 'priya', password, projects: ['team'] },
        ],
      },
    });
    simulator.store.addImage('team/app', buildImage(), '1.0');
    return simulator;
  };

  beforeEach(async () => {
    harbors.registry = await simulate();
    harbors.elsewhere = await simulate();
  });

  afterEach(async () => {
    await harbors.registry?.stop();
    await harbors.elsewhere?.stop();
  });

  async function integrate(more: object = {}): Promise<string> {
    const { status, body } = await scene.portal.call(
      'priya',
      'POST /integrations?verify=false',
      {
        workspace: 'group:default/payments',
        type: 'harbor',
        name: 'Harbor',
        url: harbors.registry.url,
        username: 'robot$portal',
        password,
        ...more,
      },
    );
    expect(status).toBe(201);
    return body.id;
  }

  /** Crawl and check are over, so that whatever is asked now is asked for something else. */
  async function settle(id: string) {
    expect((await settled(scene.portal, id)).repositoryIndex.state).toBe(
      'finished',
    );
    harbors.registry.takeRequests();
  }

  const write = (id: string, columns: object) =>
    scene.knex('integrations').where({ id }).update(columns);

  return { scene, harbors, integrate, settle, write, ...keys };
}
