import { TestDatabaseId } from '@backstage/backend-test-utils';
import {
  buildImage,
  HarborAccount,
  RegistrySimulator,
} from 'registry-simulator';
import { useKeys } from './useKeys';

export const person = { username: 'priya', password: 'canary-person-90ab12' };

/** For each test a portal with the old encryption key, and a Harbor whose robot account may change. */
export function useHarborCredentials(databaseId: TestDatabaseId) {
  const { scene, ...keys } = useKeys(databaseId);
  const harbor = {} as { account: HarborAccount; registry: RegistrySimulator };

  beforeEach(async () => {
    harbor.account = {
      username: 'robot$portal',
      password: 'canary-first-5d1f0a',
      kind: 'robot',
      listsRobots: true,
    };
    harbor.registry = await RegistrySimulator.start({
      onToken: token => scene.portal?.onToken(token),
      harbor: {
        accounts: [harbor.account, { ...person, projects: ['team'] }],
      },
    });
    harbor.registry.store.addImage('team/app', buildImage(), '1.0');
  });

  afterEach(() => harbor.registry?.stop());

  /** Has Priya integrate the Harbor, with the credential of the robot account unless told otherwise. */
  async function integrate(name: string, more: object = {}) {
    const answer = await scene.portal.call('priya', 'POST /integrations', {
      workspace: 'group:default/payments',
      type: 'harbor',
      name,
      url: harbor.registry.url,
      username: harbor.account.username,
      password: harbor.account.password,
      ...more,
    });
    expect(answer.status).toBe(201);
    return answer.body as { id: string; etag: string };
  }

  return { scene, harbor, integrate, ...keys };
}
