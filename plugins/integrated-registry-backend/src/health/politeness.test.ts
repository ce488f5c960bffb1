import { TestDatabases } from '@backstage/backend-test-utils';
import { buildImage, RegistrySimulator } from 'registry-simulator';
import { Person, startPortal, TestPortal } from '../__testUtils__/startPortal';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

/** Long enough for anything that is on its way to arrive. */
const settle = () => new Promise(resolve => setTimeout(resolve, 300));

describe.each(databases.eachSupportedId())(
  'a registry that wants fewer requests, on %s (fact 27)',
  databaseId => {
    let registry: RegistrySimulator;
    let portals: TestPortal[];
    let paymentsId: string;
    let storefrontId: string;

    beforeEach(async () => {
      registry = await RegistrySimulator.start();
      for (const name of ['team/app', 'team/other', 'team/third']) {
        registry.store.addImage(name, buildImage(), '1.0.0');
      }
      const knex = await databases.init(databaseId);
      portals = [await startPortal({ knex }), await startPortal({ knex })];
      paymentsId = await integrate('priya', 'payments', registry.url);
      storefrontId = await integrate('lena', 'storefront', `${registry.url}/`);
      await crawled('priya', paymentsId);
      await crawled('lena', storefrontId);
    }, 120_000);

    afterEach(async () => {
      await Promise.all((portals ?? []).map(portal => portal.stop()));
      await registry?.stop();
    });

    async function integrate(person: Person, workspace: string, url: string) {
      const { status, body } = await portals[0].call(
        person,
        'POST /integrations',
        {
          workspace: `group:default/${workspace}`,
          type: 'docker',
          name: 'Company registry',
          url,
        },
      );
      expect(status).toBe(201);
      return body.id as string;
    }

    async function integration(portal: TestPortal, person: Person, id: string) {
      return (await portal.call(person, `GET /integrations/${id}`)).body;
    }

    async function crawled(person: Person, id: string) {
      for (;;) {
        const { repositoryIndex } = await integration(portals[0], person, id);
        if (repositoryIndex.state === 'finished') {
          return;
        }
        await new Promise(resolve => setTimeout(resolve, 20));
      }
    }

    const tags = (
      portal: TestPortal,
      person: Person,
      id: string,
      repository: string,
    ) =>
      portal.call(
        person,
        `GET /integrations/${id}/tags?repository=${repository}`,
      );

    it('is left alone by people, crawls and checks of every workspace and replica, and their health says until when', async () => {
      const [here, elsewhere] = portals;
      expect((await tags(here, 'priya', paymentsId, 'team/app')).status).toBe(
        200,
      );
      registry.setFaults({ rateLimit: { retryAfter: 600 } });
      const refused = await tags(here, 'priya', paymentsId, 'team/other');
      expect(refused.body.error).toMatchObject({
        code: 'RATE_LIMITED',
        retryAfter: 600,
      });
      registry.setFaults({});
      await settle();
      registry.takeRequests();

      for (const [portal, person, id] of [
        [here, 'priya', paymentsId],
        [here, 'lena', storefrontId],
        [elsewhere, 'lena', storefrontId],
      ] as const) {
        const { health } = await integration(portal, person, id);
        expect(health).toMatchObject({
          state: 'healthy',
          backOff: {
            message: expect.stringMatching(
              /^The registry wants fewer requests, so it is left alone for (?:59\d|600) s\.$/,
            ),
          },
        });
        expect(Date.parse(health.backOff.until)).toBeGreaterThan(
          Date.now() + 500_000,
        );
        const { body } = await tags(portal, person, id, 'team/third');
        expect(body.error).toMatchObject({ code: 'RATE_LIMITED' });
        await portal.call(person, `POST /integrations/${id}/refresh`);
      }
      await settle();
      expect(registry.takeRequests()).toEqual([]);

      // What is known is shown, and nobody is told that the registry is ill.
      const known = await tags(here, 'priya', paymentsId, 'team/app');
      expect(known.body.items).toEqual([{ name: '1.0.0' }]);
      expect(await integration(elsewhere, 'lena', storefrontId)).toMatchObject({
        health: { state: 'healthy' },
        repositoryIndex: { repositories: 3 },
      });
    });

    it('is asked again when the time is over', async () => {
      const [here] = portals;
      registry.setFaults({ rateLimit: { retryAfter: 1 } });
      const waiting = tags(here, 'priya', paymentsId, 'team/other');
      let health;
      do {
        ({ health } = await integration(here, 'lena', storefrontId));
      } while (!health.backOff);
      registry.setFaults({});
      expect((await waiting).body.items).toEqual([{ name: '1.0.0' }]);
      await settle();
      expect(
        (await integration(here, 'lena', storefrontId)).health,
      ).not.toHaveProperty('backOff');
    });
  },
);
