import { TestCaches } from '@backstage/backend-test-utils';
import { freePort } from 'registry-simulator';
import { until } from '../__testUtils__/until';
import { useTurnedClock } from '../__testUtils__/useTurnedClock';
import {
  first,
  login,
  Scene,
  second,
  startTagScene,
} from './__testUtils__/startTagScene';

const caches = TestCaches.create({ ids: ['MEMORY', 'REDIS_7'] });

const SECONDS = 1_000;
const MINUTES = 60 * SECONDS;

const named = (list: { items: { name: string }[] }) =>
  list.items.map(({ name }) => name);

let scene: Scene;

const clock = useTurnedClock();

afterEach(() => scene?.stop());

describe('tags over HTTP', () => {
  it('are all there, highest version first, however the registry pages them (fact 6)', async () => {
    scene = await startTagScene();
    scene.asked();
    const list = await scene.tags(scene.portal, '&limit=100');
    expect(named(list)).toEqual([
      '2.0.0',
      '2.0.0-rc.1',
      'v1.11',
      '1.10.0',
      '1.9.0',
      '1.2.0',
      'latest',
    ]);
    expect(list).toMatchObject({
      totalItems: 7,
      complete: true,
      sortedBy: 'semver',
    });
    expect(scene.asked()).toHaveLength(3);
  });

  it('are paged and searched without asking the registry again', async () => {
    scene = await startTagScene();
    await scene.tags(scene.portal);
    scene.asked();
    const seen: string[] = [];
    let cursor: string | undefined = '';
    while (cursor !== undefined) {
      const page: Awaited<ReturnType<Scene['tags']>> = await scene.tags(
        scene.portal,
        `&q=1&limit=2${cursor && `&cursor=${cursor}`}`,
      );
      expect(page.totalItems).toBe(5);
      seen.push(...named(page));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(['v1.11', '1.10.0', '1.9.0', '1.2.0', '2.0.0-rc.1']);
    expect(scene.asked()).toEqual([]);
  });

  it('are read once for 50 callers at the same time', async () => {
    scene = await startTagScene();
    scene.registry.store.addImage('team/other', first, '1.0.0');
    scene.registry.setFaults({ latencyMs: 100 });
    scene.registry.takeRequests();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        scene.portal.call(
          'marco',
          `GET /integrations/${scene.id}/tags?repository=team/other`,
        ),
      ),
    );
    expect(answers.map(({ status, body }) => [status, named(body)])).toEqual(
      Array.from({ length: 50 }, () => [200, ['1.0.0']]),
    );
    expect(
      scene.registry
        .takeRequests()
        .filter(request => request.includes('team/other')),
    ).toEqual(['GET /v2/team/other/tags/list?n=1000']);
  });

  it('are shown as old as they are while they are read anew', async () => {
    scene = await startTagScene();
    const { asOf } = await scene.tags(scene.portal);
    scene.registry.store.addImage('team/app', second, '3.0.0');

    clock.turn(20 * SECONDS);
    scene.asked();
    expect((await scene.tags(scene.portal)).totalItems).toBe(7);
    expect(scene.asked()).toEqual([]);

    clock.turn(20 * SECONDS);
    expect(await scene.tags(scene.portal)).toMatchObject({
      totalItems: 7,
      asOf,
    });
    const list = await until(
      () => scene.tags(scene.portal),
      ({ totalItems }) => totalItems === 8,
    );
    expect(Date.parse(list.asOf) - Date.parse(asOf)).toBeGreaterThanOrEqual(
      40 * SECONDS,
    );
  });

  it('stay while the registry is down, and end when they are too old', async () => {
    scene = await startTagScene();
    const { asOf } = await scene.tags(scene.portal);
    scene.registry.setFaults({ failWith: () => 500 });
    clock.turn(5 * MINUTES);
    expect(await scene.tags(scene.portal)).toMatchObject({
      totalItems: 7,
      asOf,
    });
    // A registry that has just failed is left in peace.
    await until(
      async () => scene.asked(),
      asked => asked.length > 0,
    );
    clock.turn(10 * MINUTES);
    expect((await scene.tags(scene.portal)).error).toMatchObject({
      code: 'UPSTREAM_ERROR',
    });
  });

  it('are gone when the registry says that the repository is', async () => {
    scene = await startTagScene();
    await scene.tags(scene.portal);
    scene.registry.store.removeRepository('team/app');
    clock.turn(MINUTES);
    const { error } = await until(
      () => scene.tags(scene.portal),
      answer => answer.error !== undefined,
    );
    expect(error.code).toBe('NOT_FOUND');
  });

  it('are read again with the login an integration has been given since', async () => {
    scene = await startTagScene();
    await scene.tags(scene.portal);
    const path = `/integrations/${scene.id}`;
    const { body } = await scene.portal.call('priya', `GET ${path}`);
    const changed = await scene.portal.call(
      'priya',
      `PATCH ${path}`,
      { password: login.password },
      { 'If-Match': body.etag },
    );
    expect(changed.status).toBe(200);
    scene.asked();
    await scene.tags(scene.portal);
    expect(scene.asked()).toHaveLength(3);
  });
});

describe('artifacts over HTTP', () => {
  it('are found by HEAD, read once for a digest, and their tag is looked after (fact 22)', async () => {
    scene = await startTagScene();
    const before = await scene.artifact(scene.portal, '2.0.0');
    const { digest } = first.manifest;
    expect(before.digest).toBe(digest);
    const [config] = first.blobs;
    expect(scene.asked()).toEqual(
      expect.arrayContaining([
        'HEAD /v2/team/app/manifests/2.0.0',
        `GET /v2/team/app/manifests/${digest}`,
        `GET /v2/team/app/blobs/${config.digest}`,
      ]),
    );

    clock.turn(20 * SECONDS);
    scene.registry.store.addImage('team/app', second, '2.0.0');
    expect(await scene.artifact(scene.portal, '2.0.0')).toMatchObject({
      digest,
      asOf: before.asOf,
    });
    const after = await until(
      () => scene.artifact(scene.portal, '2.0.0'),
      answer => answer.digest !== digest,
    );
    expect(after.digest).toBe(second.manifest.digest);
    expect(Date.parse(after.asOf)).toBeGreaterThan(Date.parse(before.asOf));

    // Another tag of what is known already costs a HEAD and nothing else.
    scene.asked();
    await scene.artifact(scene.portal, '1.9.0');
    expect(scene.asked()).toEqual(['HEAD /v2/team/app/manifests/1.9.0']);
  });

  it('are pinned as they are now, not as they were last seen', async () => {
    scene = await startTagScene();
    await scene.artifact(scene.portal, 'latest');
    clock.turn(20 * SECONDS);
    scene.registry.store.addImage('team/app', second, 'latest');
    const { body } = await scene.portal.call('marco', 'POST /images/resolve', {
      workspace: 'group:default/payments',
      reference: `${scene.registry.host}/team/app:latest`,
    });
    expect(body.digest).toBe(second.manifest.digest);
  });
});

const sharedCaches = caches.eachSupportedId().filter(([id]) => id !== 'MEMORY');

describe.each(sharedCaches)('what replicas share through %s', cacheId => {
  it('is read once for all of them, with the time it was read', async () => {
    const { store, connection } = await caches.init(cacheId);
    scene = await startTagScene({ store, connection });
    const { asOf } = await scene.tags(scene.portal);
    const image = await scene.artifact(scene.portal, '2.0.0');
    const replica = await scene.addReplica();
    clock.turn(5 * SECONDS);
    scene.asked();
    expect(await scene.tags(replica)).toMatchObject({ totalItems: 7, asOf });
    expect(await scene.artifact(replica, '2.0.0')).toEqual(image);
    expect(scene.asked()).toEqual([]);
  });
});

describe('a cache service that cannot be reached', () => {
  it('leaves everything to the registry', async () => {
    const connection = `redis://127.0.0.1:${await freePort()}`;
    scene = await startTagScene({ store: 'redis', connection });
    expect((await scene.tags(scene.portal)).totalItems).toBe(7);
    expect((await scene.artifact(scene.portal, '2.0.0')).digest).toBe(
      first.manifest.digest,
    );
  });
});
