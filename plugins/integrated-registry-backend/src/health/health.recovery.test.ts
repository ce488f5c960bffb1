import { crawled } from '../__testUtils__/integrate';
import { until } from '../__testUtils__/until';
import { useHealth } from './__testUtils__/useHealth';

describe('health of registries that hang or fail', () => {
  const scene = useHealth(3);

  describe('of a registry that is slow or hangs', () => {
    it('is refreshed in the background, with its progress shown', async () => {
      const id = await scene.start('harbor');
      scene.registry.setFaults({ hang: true });
      const { status, body } = await scene.portal.call(
        'priya',
        `POST /integrations/${id}/refresh`,
      );
      // The registry still hangs: nobody has waited for it.
      expect(status).toBe(202);
      expect(body.health).toMatchObject({
        state: 'healthy',
        checking: { since: expect.any(String) },
      });
      expect(await scene.checked(id)).toMatchObject({
        state: 'unhealthy',
        failure: { code: 'TIMED_OUT' },
      });
    });

    it('is waited for in a connection test as a whole, and not for each step', async () => {
      const id = await scene.start('harbor');
      scene.registry.setFaults({ latencyMs: 1_200 });
      const { body } = await scene.portal.call(
        'priya',
        'POST /connection-tests',
        {
          integrationId: id,
        },
      );
      expect(body.ok).toBe(false);
      const failed = body.steps.find(
        ({ state }: { state: string }) => state === 'failed',
      );
      expect(failed.failure).toMatchObject({
        code: 'TIMED_OUT',
        message: 'Testing the connection took longer than 3 seconds.',
      });
    });

    it('lets nobody wait once it is known, and shows what is known with its age', async () => {
      const id = await scene.start('harbor');
      const tags = () =>
        scene.portal.call(
          'marco',
          `GET /integrations/${id}/tags?repository=team/app`,
        );
      const before = await tags();
      scene.registry.setFaults({ hang: true });
      const slow = await scene.resolve(id, 'team/app', '1.0');
      expect(slow.body.error).toMatchObject({
        code: 'TIMED_OUT',
        message:
          'Reading team/app from the registry took longer than 3 seconds.',
      });
      const { since } = await scene.checked(id);

      scene.registry.takeRequests();
      const { body } = await scene.resolve(id, 'team/app', '1.0');
      expect(body.error).toMatchObject({ code: 'TIMED_OUT' });
      expect(body.error.message).toContain(
        since.slice(0, 16).replace('T', ' '),
      );
      const known = await tags();
      expect(known.body).toMatchObject({
        items: before.body.items,
        asOf: before.body.asOf,
        complete: false,
      });
      const unknown = await scene.portal.call(
        'marco',
        `GET /integrations/${id}/tags?repository=team/other`,
      );
      expect(unknown.body.error).toMatchObject({ code: 'TIMED_OUT' });
      expect(scene.registry.takeRequests()).toEqual([]);

      scene.registry.setFaults({});
      await scene.portal.runTask('recovery');
      expect(await scene.checked(id)).toMatchObject({ state: 'healthy' });
      expect((await scene.resolve(id, 'team/app', '1.0')).status).toBe(200);
    });
  });

  describe('recovers by itself', () => {
    it.each([
      ['answers with 503', { failWith: () => 503 }],
      ['answers with a web page', { garbage: true }],
      ['breaks its answers off', { cutAfter: 1 }],
    ])('where the registry %s', async (_, faults) => {
      const id = await scene.start('docker');
      scene.registry.setFaults(faults);
      expect(await scene.refresh(id)).toMatchObject({ state: 'unhealthy' });
      await crawled(scene.portal, id);
      scene.registry.setFaults({});
      await scene.portal.runTask('recovery');
      expect(await scene.checked(id)).toMatchObject({ state: 'healthy' });
      // The crawl that failed with it goes on as well.
      await until(
        () => crawled(scene.portal, id),
        ({ repositoryIndex }) => repositoryIndex.state === 'finished',
      );
    });

    it('where the registry hangs, and ends what hung with it', async () => {
      const id = await scene.start('docker');
      scene.registry.setFaults({ hang: true });
      expect(await scene.refresh(id)).toMatchObject({ state: 'unhealthy' });
      scene.registry.setFaults({});
      await scene.portal.runTask('recovery');
      expect(await scene.checked(id)).toMatchObject({ state: 'healthy' });
      expect(await crawled(scene.portal, id)).toMatchObject({
        repositoryIndex: { state: 'failed' },
      });
    });

    it('but a refused credential is tried on schedule only', async () => {
      const id = await scene.start('docker');
      scene.registry.setFaults({ passwordExpired: true });
      expect(await scene.refresh(id)).toMatchObject({ state: 'unhealthy' });
      await crawled(scene.portal, id);
      scene.registry.takeRequests();
      await scene.portal.runTask('recovery');
      await scene.checked(id);
      expect(scene.registry.takeRequests()).toEqual([]);
      scene.registry.setFaults({});
      await scene.portal.runTask('health');
      expect(await scene.checked(id)).toMatchObject({ state: 'healthy' });
    });
  });
});
