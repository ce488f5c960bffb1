import { buildImage } from 'registry-simulator';
import { databases } from '../__testUtils__/databases';
import { crawled } from '../__testUtils__/integrate';
import { until } from '../__testUtils__/until';
import { useMinting } from './__testUtils__/useMinting';

// Each test starts a portal, registries and a cluster, also on a busy machine.
jest.setTimeout(120_000);

const isRobots = (path: string, method: string) =>
  path.startsWith('/api/v2.0/robots') && method !== 'GET';

// No recording shows how Harbor makes robot accounts: the simulator is written to its description.
describe.each(databases.eachSupportedId())(
  'pull credentials that the portal makes, on %s',
  databaseId => {
    const now = useMinting(databaseId);
    const { scene } = now;
    const list = async () =>
      (
        await scene.portal.call(
          'priya',
          'GET /pull-credentials?workspace=group:default/payments',
        )
      ).body.items.find(
        (item: { integration: string }) => item.integration === now.harborId,
      );
    /** Has a day pass again and again, until only one robot is left. */
    const onlyOneLeft = () =>
      until(
        async () => {
          await now.pass(1);
          await now.look();
          return now.harbor.minted();
        },
        robots => robots.length === 1,
      );

    it('are robot accounts that pods pull with, and go with the decision', async () => {
      expect((await now.decide({ source: 'minted' })).body).toMatchObject({
        source: 'minted',
        mintsFor: 'projects',
        state: 'valid',
        username: expect.stringMatching(
          /^robot\$integrated-registry-payments-[0-9a-f]{12}$/,
        ),
      });
      await now.inPlace();
      const login = now.login()!;
      expect(now.harbor.minted()).toEqual([login.username]);
      expect(await now.works(login)).toBe(true);
      expect(await now.works({ ...login, password: 'wrong' })).toBe(false);

      await now.decide({ source: 'none' });
      await now.pass(1);
      await until(
        async () => {
          await now.look();
          return now.rows();
        },
        rows => rows.length === 0,
      );
      expect(now.harbor.minted()).toEqual([]);
      expect(now.login()).toBeUndefined();
    });

    it('go with the integration, also where the registry is away when it is removed', async () => {
      await now.decide({ source: 'minted' });
      await now.inPlace();
      await now.look();
      now.harbor.setFaults({ only: isRobots, failWith: () => 503 });
      const { body } = await scene.portal.call(
        'priya',
        `GET /integrations/${now.harborId}`,
      );
      const removed = await scene.portal.call(
        'priya',
        `DELETE /integrations/${now.harborId}`,
        undefined,
        { 'if-match': body.etag },
      );
      expect(removed.status).toBe(204);
      await now.look();
      await now.look();
      expect(now.login()).toBeUndefined();
      expect(now.harbor.minted()).toHaveLength(1);

      now.harbor.setFaults({});
      await until(
        async () => {
          await now.pass(1);
          await now.look();
          return now.rows();
        },
        rows => rows.length === 0,
      );
      expect(now.harbor.minted()).toEqual([]);
    });

    it('are renewed at two thirds of their life, and the old one ends when no Secret has it', async () => {
      await now.decide({ source: 'minted' });
      const { id } = await now.inPlace();
      const old = now.login()!;
      await now.pass(19);
      await now.look();
      expect(now.login()).toEqual(old);

      await now.pass(2);
      scene.cluster.onRequest = () => ({ status: 503, body: {} });
      await now.look();
      const [first, second] = now.harbor.minted();
      expect([first, second]).toContain(old.username);
      for (let day = 0; day < 4; day++) {
        await now.pass(1);
        await now.look();
      }
      // The cluster still has the old one.
      expect(now.login()).toEqual(old);
      expect(await now.works(old)).toBe(true);

      scene.cluster.onRequest = undefined;
      await scene.portal.call('priya', `POST /namespace-bindings/${id}/sync`);
      await until(
        async () => now.login()!.username,
        username => username !== old.username,
      );
      await onlyOneLeft();
      const next = now.login()!;
      expect(next.username).not.toBe(old.username);
      expect(now.harbor.minted()).toEqual([next.username]);
      expect(await now.works(next)).toBe(true);
    });

    it('are made anew where the projects are others', async () => {
      await now.decide({ source: 'minted' });
      await now.inPlace();
      const { username } = now.login()!;
      now.harbor.store.addImage('third/app', buildImage(), '1.0');
      await scene.portal.call(
        'priya',
        `POST /integrations/${now.harborId}/refresh`,
      );
      await crawled(scene.portal, now.harborId);
      await onlyOneLeft();
      expect(now.harbor.minted()).not.toContain(username);
      expect(now.login()?.username).toBe(now.harbor.minted()[0]);
    });

    it('stay as they are where the registry no longer shows a project', async () => {
      await now.decide({ source: 'minted' });
      await now.inPlace();
      await scene
        .knex('repositories')
        .where({ project: 'team' })
        .update({ kept_since: new Date().toISOString() });
      await now.pass(1);
      await now.look();
      expect(now.harbor.minted()).toEqual([now.login()!.username]);
      // When it is time, the next one is made for what there is.
      await now.pass(20);
      await onlyOneLeft();
      const [{ scope }] = await now.rows();
      expect(JSON.parse(scope)).toEqual({ projects: ['shop'] });
    });

    it('of a life that the registry makes too short are not renewed all the time', async () => {
      await now.decide({ source: 'minted' });
      await scene.knex('minted_credentials').update({
        expires_at: new Date(Date.now() - 1_000).toISOString(),
      });
      await now.look();
      expect(now.harbor.minted()).toHaveLength(1);
    });

    it('that could not be renewed stay, and the page says why', async () => {
      await now.decide({ source: 'minted' });
      await now.inPlace();
      const old = now.login()!;
      await now.pass(21);
      now.harbor.setFaults({ only: isRobots, failWith: () => 403 });
      await now.look();
      expect(now.login()).toEqual(old);
      expect((await list()).problem.message).toMatch(
        /^No new pull credential of Harbor could be made\. /,
      );
      now.harbor.setFaults({});
      await now.decide({ source: 'minted' });
      await onlyOneLeft();
      expect((await list()).problem).toBeUndefined();
    });

    it('that could not be renewed for want of the portal’s own password say so, and are tried less often', async () => {
      await now.decide({ source: 'minted' });
      await now.inPlace();
      await now.pass(21);
      await scene
        .knex('credentials')
        .where({ integration_id: now.harborId })
        .update({ ciphertext: 'v2.unreadable' });
      await now.look();
      expect((await list()).problem.message).toMatch(
        /^No new pull credential of Harbor could be made\. .*password/,
      );
      const [{ mint_failure: failure }] = await scene
        .knex('pull_credentials')
        .where({ integration_id: now.harborId });
      await now.look();
      expect(
        await scene
          .knex('pull_credentials')
          .where({ integration_id: now.harborId }),
      ).toMatchObject([{ mint_failure: failure }]);
    });

    it('of which nobody heard are found and ended', async () => {
      now.harbor.setFaults({ only: isRobots, cutAfter: 0 });
      const lost = await now.decide({ source: 'minted' });
      expect(lost.status).toBe(400);
      expect(lost.body.error.message).toMatch(
        /^Not saved: the portal could not make a pull credential\. /,
      );
      expect(now.harbor.minted()).toHaveLength(1);
      now.harbor.setFaults({});
      await now.look();
      expect(now.harbor.minted()).toEqual([]);
      expect(await now.rows()).toEqual([]);
      expect((await list()).source).toBe('none');
    });
  },
);
