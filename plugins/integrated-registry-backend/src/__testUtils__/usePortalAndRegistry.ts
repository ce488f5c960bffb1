import { TestDatabaseId } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { buildImage, RegistrySimulator } from 'registry-simulator';
import { remove as removeIntegration } from './change';
import { databases } from './databases';
import { startPortal, TestPortal } from './startPortal';
import { twoPlatforms } from './twoPlatforms';

export const canaryLogin = { username: 'robot', password: 'canary-3f9a1c77e5' };
export const { digest } = twoPlatforms.manifest;

/** A portal, and a registry that each test integrates and removes, for all tests of a block. */
export function usePortalAndRegistry(databaseId: TestDatabaseId) {
  const scene = {} as {
    knex: Knex;
    registry: RegistrySimulator;
    portal: TestPortal;
  };

  beforeAll(async () => {
    scene.registry = await RegistrySimulator.start({ login: canaryLogin });
    for (const tag of ['1.9.0', '1.10.0', 'latest']) {
      scene.registry.store.addImage('team/app', twoPlatforms, tag);
    }
    scene.registry.store.addImage('team/worker', buildImage(), '0.1.0');
    scene.knex = await databases.init(databaseId);
    scene.portal = await startPortal({ knex: scene.knex });
  }, 120_000);

  afterAll(async () => {
    await scene.portal?.stop();
    await scene.registry?.stop();
  });

  const settings = () => ({
    workspace: 'group:default/payments',
    type: 'docker',
    name: 'Company registry',
    url: scene.registry.url,
    ...canaryLogin,
  });

  /** Makes an integration that is gone after the test's own work. */
  async function integrate(change: object = {}) {
    const answer = await scene.portal.call('priya', 'POST /integrations', {
      ...settings(),
      ...change,
    });
    expect(answer.status).toBe(201);
    return answer.body as { id: string; etag: string };
  }

  async function remove(id: string) {
    const answer = await removeIntegration(scene.portal, id, 'olivia');
    expect(answer.status).toBe(204);
  }

  return { scene, settings, integrate, remove };
}
