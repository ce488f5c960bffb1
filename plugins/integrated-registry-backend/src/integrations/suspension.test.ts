import { Entity } from '@backstage/catalog-model';
import { changingCatalog } from '../__testUtils__/changingCatalog';
import { databases } from '../__testUtils__/databases';
import { integrate } from '../__testUtils__/integrate';
import { share } from '../__testUtils__/share';
import {
  groupEntity,
  Person,
  startPortal,
  TestPortal,
  userEntity,
} from '../__testUtils__/startPortal';
import { login, useRegistry } from '../__testUtils__/useIntegration';
import { useTurnedClock } from '../__testUtils__/useTurnedClock';

// On a busy machine a portal takes its time to start.
jest.setTimeout(120_000);

const PAYMENTS = 'group:default/payments';
const STOREFRONT = 'group:default/storefront';
const HOUR_MS = 3_600_000;

describe.each(databases.eachSupportedId())(
  'integrations of a workspace that has left the catalog, on %s',
  databaseId => {
    const clock = useTurnedClock();
    const scene = useRegistry();
    let portal: TestPortal;
    let groups: Entity[];
    let broken: boolean;
    let id: string;

    const payments = groupEntity('payments', 'user:default/priya');
    const others = ['storefront', 'logistics', 'platform'].map(name =>
      groupEntity(name, 'user:default/lena'),
    );

    beforeEach(async () => {
      groups = [payments, ...others];
      broken = false;
      portal = await startPortal({
        knex: await databases.init(databaseId),
        catalog: changingCatalog(() => {
          if (broken) {
            throw new Error('The catalog is away');
          }
          return [
            ...groups,
            userEntity('priya', [PAYMENTS]),
            userEntity('marco', [PAYMENTS]),
            userEntity('lena', [STOREFRONT]),
          ];
        }),
      });
      ({ id } = await integrate(portal, { url: scene.registry.url, ...login }));
      await portal.runTask('workspaces');
    });

    afterEach(() => portal?.stop());

    const look = () => portal.runTask('workspaces');

    /** The workspace goes, and what remembers it for ten seconds forgets it. */
    async function lose() {
      groups = others;
      clock.turn(11_000);
      await look();
    }
    const list = async (person: Person, query = '') =>
      (await portal.call(person, `GET /integrations${query}`)).body.items.map(
        (item: { id: string }) => item.id,
      );
    const etag = async () =>
      (await portal.call('olivia', `GET /integrations/${id}`)).body.etag;
    const assign = async (person: Person, workspace: string) =>
      portal.call(
        person,
        `PATCH /integrations/${id}`,
        { workspace },
        { 'If-Match': (await etag()) ?? '"v1"' },
      );

    it('are suspended: nobody uses them, and only platform admins see them', async () => {
      await share(portal, id, { with: 'everybody', workspaces: [] });
      await lose();
      expect(await list('olivia', '?suspended=true')).toEqual([id]);
      expect(await list('olivia')).toEqual([]);
      for (const person of ['priya', 'marco', 'lena', 'service'] as const) {
        expect(await list(person, '?suspended=true')).toEqual([]);
        const { status } = await portal.call(person, `GET /integrations/${id}`);
        expect(status).toBe(404);
      }
      const shared = await portal.call(
        'lena',
        `GET /repositories?workspace=${STOREFRONT}`,
      );
      expect(shared.body.items).toEqual([]);
      const tags = await portal.call(
        'olivia',
        `GET /integrations/${id}/tags?repository=team/app`,
      );
      expect(tags.status).toBe(404);
      scene.registry.takeRequests();
      await portal.runTask('crawl');
      await portal.runTask('health');
      expect(scene.registry.takeRequests()).toEqual([]);
      const refreshed = await portal.call(
        'olivia',
        `POST /integrations/${id}/refresh`,
      );
      expect(refreshed.status).toBe(400);
      expect(refreshed.body.error.message).toBe(
        'This integration is suspended: its workspace group:default/payments has left the catalog. Assign it to a workspace, or remove it',
      );
    });

    it('are there again where the workspace comes back soon', async () => {
      await lose();
      groups = [payments, ...others];
      clock.turn(HOUR_MS);
      await look();
      expect(await list('priya')).toEqual([id]);
    });

    it('are not inherited by who comes under the name later', async () => {
      await lose();
      groups = [groupEntity('payments', 'user:default/lena'), ...others];
      clock.turn(25 * HOUR_MS);
      await look();
      expect(await list('lena')).toEqual([]);
      expect((await assign('lena', PAYMENTS)).status).toBe(404);
      const confirmed = await assign('olivia', PAYMENTS);
      expect(confirmed.status).toBe(200);
      expect(confirmed.body.suspendedSince).toBeUndefined();
      expect(await list('lena')).toEqual([id]);
    });

    it('can be assigned to another workspace, or removed', async () => {
      await lose();
      expect((await assign('olivia', 'group:default/no-such')).status).toBe(
        400,
      );
      expect((await assign('olivia', STOREFRONT)).body).toMatchObject({
        workspace: STOREFRONT,
        hasCredential: true,
      });
      expect(await list('lena')).toEqual([id]);
      const moved = portal.events.find(
        ({ eventId, status }) =>
          eventId === 'integration-move' && status === 'succeeded',
      );
      expect(moved).toMatchObject({ meta: { to: STOREFRONT } });
      groups = others.slice(1);
      clock.turn(11_000);
      await look();
      const removed = await portal.call(
        'olivia',
        `DELETE /integrations/${id}`,
        undefined,
        { 'If-Match': await etag() },
      );
      expect(removed.status).toBe(204);
    });

    it('are left as they are where the catalog is away or being rebuilt', async () => {
      broken = true;
      await expect(look()).resolves.not.toThrow();
      broken = false;
      groups = [];
      await look();
      groups = others.slice(2);
      await look();
      expect(await list('olivia', '?suspended=true')).toEqual([]);
    });

    it('may be assigned by nobody but platform admins', async () => {
      expect((await assign('priya', STOREFRONT)).status).toBe(403);
      expect((await assign('marco', STOREFRONT)).status).toBe(403);
      expect((await assign('lena', STOREFRONT)).status).toBe(404);
    });
  },
);
