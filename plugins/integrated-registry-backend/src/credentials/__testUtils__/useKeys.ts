import { TestDatabaseId } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { change as changeIntegration } from '../../__testUtils__/change';
import { databases } from '../../__testUtils__/databases';
import { startPortal, TestPortal } from '../../__testUtils__/startPortal';

export const oldKey = { id: '2025-01', secret: 'secret-of-the-old-key' };
export const newKey = { id: '2026-11', secret: 'secret-of-the-new-key' };

/** For each test a database and a portal with the old encryption key, which is restarted with others. */
export function useKeys(databaseId: TestDatabaseId) {
  const scene = {} as { knex: Knex; portal: TestPortal };

  beforeEach(async () => {
    scene.knex = await databases.init(databaseId);
    scene.portal = await start([oldKey]);
  }, 120_000);

  afterEach(async () => {
    await scene.portal?.stop();
    await scene.knex.destroy();
  });

  function start(keys: object[], lostKeys: string[] = []) {
    return startPortal({
      knex: scene.knex,
      settings: { encryption: { keys, lostKeys } as never },
    });
  }

  async function restart(keys: object[] = [oldKey], lostKeys?: string[]) {
    await scene.portal.stop();
    scene.portal = await start(keys, lostKeys);
  }

  async function read(id: string) {
    return (await scene.portal.call('priya', `GET /integrations/${id}`)).body;
  }

  const change = (id: string, body: object, query?: string) =>
    changeIntegration(scene.portal, id, body, 'priya', query);

  const openImage = (id: string) =>
    scene.portal.call(
      'marco',
      `GET /integrations/${id}/artifact?repository=team/app&reference=1.0`,
    );

  return { scene, start, restart, read, change, openImage };
}
