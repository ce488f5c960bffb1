import { JsonObject } from '@backstage/types';
import { buildImage, RegistrySimulator } from 'registry-simulator';
import { databases } from '../../__testUtils__/databases';
import {
  Person,
  startPortal,
  TestPortal,
} from '../../__testUtils__/startPortal';

export const [first, second] = ['one', 'two'].map(content =>
  buildImage({ layers: [content] }),
);
export const login = { username: 'robot', password: 'for-tests' };

/** A registry with seven tags of `team/app`, and a portal in which it is integrated. */
export async function startTagScene(cache?: JsonObject) {
  const registry = await RegistrySimulator.start({
    login,
    // Three pages for seven tags.
    quirks: { maxPage: 3 },
  });
  for (const tag of ['1.2.0', '1.10.0', '1.9.0', '2.0.0-rc.1', '2.0.0']) {
    registry.store.addImage('team/app', first, tag);
  }
  registry.store.addImage('team/app', first, 'latest');
  registry.store.addImage('team/app', first, 'v1.11');
  const knex = await databases.init('SQLITE_3');
  const portals = [await startPortal({ knex, cache })];
  const integrated = await portals[0].call('priya', 'POST /integrations', {
    workspace: 'group:default/payments',
    type: 'docker',
    name: 'Company registry',
    url: registry.url,
    ...login,
  });
  expect(integrated.status).toBe(201);
  const { id } = integrated.body;

  return {
    id: id as string,
    registry,
    portal: portals[0] as TestPortal,
    /** Another replica of the same portal. */
    async addReplica() {
      const replica = await startPortal({ knex, cache });
      portals.push(replica);
      return replica;
    },
    async tags(portal: TestPortal, query = '', person: Person = 'marco') {
      return (
        await portal.call(
          person,
          `GET /integrations/${id}/tags?repository=team/app${query}`,
        )
      ).body;
    },
    async artifact(portal: TestPortal, reference: string) {
      return (
        await portal.call(
          'marco',
          `GET /integrations/${id}/artifact?repository=team/app&reference=${reference}`,
        )
      ).body;
    },
    /** What the registry was asked about the repository since the last look. */
    asked: () =>
      registry.takeRequests().filter(request => request.includes('team/app')),
    async stop() {
      await Promise.all(portals.map(portal => portal.stop()));
      await registry.stop();
    },
  };
}

export type Scene = Awaited<ReturnType<typeof startTagScene>>;
