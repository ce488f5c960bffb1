import { eventually, sleep } from './eventually';
import { HostileRegistry } from './registries/HostileRegistry';
import { startRegistry } from './registries/startRegistry';
import { Load } from './replicas/Load';
import { ReplicatedPortal, WORKSPACE } from './replicas/ReplicatedPortal';
import { portalFaults } from './table/portalFaults';

const HOURS = 24;
const HOUR_MS = 3_600_000;
/** Supervisors kill what has not ended by then. */
const SHUTDOWN_MS = 10_000;

describe('Two replicas on PostgreSQL and Redis', () => {
  let portal: ReplicatedPortal;
  let registry: HostileRegistry;
  let repository: string;
  let prefix: string;
  let id: string;

  beforeAll(async () => {
    portal = await ReplicatedPortal.start({
      name: 'services',
    });
    const started = await startRegistry('docker', 'main', {
      now: () => portal.now(),
    });
    ({ registry, repository, prefix } = started);
    registry.store.copyRepository(
      repository,
      Array.from({ length: 300 }, (_, at) => `${prefix}service-${at}`),
    );
    id = await portal.integrate(started.integration);
    await portal.crawled(id);
  });

  afterAll(async () => {
    await registry?.stop();
    await portal?.stop();
  });

  /** After everything that goes wrong. */
  async function expectAllIsWell() {
    for (const { url } of portal.replicas) {
      const found = await portal.ask(
        `GET /repositories?workspace=${WORKSPACE}&q=service-299`,
        undefined,
        { as: 'member', at: url },
      );
      expect(found.items).toHaveLength(1);
    }
    await portal.ask(`POST /integrations/${id}/refresh`);
    const { health, repositoryIndex } = await portal.crawled(id);
    expect(health.state).toBe('healthy');
    expect(repositoryIndex).toMatchObject({
      repositories: 303,
      complete: true,
    });
  }

  it(`survive: ${portalFaults.rollingRestart.title}`, async () => {
    const load = Load.start(portal, { integrationId: id, repository });
    for (const replica of portal.replicas) {
      const address = `127.0.0.1:${replica.port}`;
      await portal.loadBalancer.takeOut(address);
      await sleep(2_000);
      const endedAfterMs = await replica.end('SIGTERM');
      expect(endedAfterMs).toBeLessThan(SHUTDOWN_MS);
      await replica.start();
      await portal.loadBalancer.takeOut();
      await sleep(1_000);
    }
    await load.stop();
    expect(load.failures).toEqual([]);
    expect(load.requests).toBeGreaterThan(100);
    await expectAllIsWell();
  });

  it(`survive: ${portalFaults.sigterm.title}`, async () => {
    const [replica] = portal.replicas;
    await registry.setFault({
      only: path => path.includes('/manifests/'),
      answer: ({ right }) => sleep(3_000).then(right),
    });
    const resolved = portal.call(
      'POST /images/resolve',
      {
        workspace: WORKSPACE,
        selection: {
          integrationId: id,
          repository: `${prefix}service-7`,
          tag: '1.0.0',
        },
      },
      { at: replica.url },
    );
    await sleep(500);
    const endedAfterMs = await replica.end('SIGTERM');
    const { status, body } = await resolved;
    expect([status, body.error]).toEqual([200, undefined]);
    expect(endedAfterMs).toBeLessThan(SHUTDOWN_MS);
    await registry.setFault({});
    await replica.start();
    await expectAllIsWell();
  });

  it(`survive: ${portalFaults.sigtermHanging.title}`, async () => {
    const hanging = await startRegistry('docker', 'hanging', {
      now: () => portal.now(),
    });
    const hangingId = await portal.integrate(hanging.integration);
    await portal.crawled(hangingId);
    await hanging.registry.setFault({ answer: () => undefined });
    const [replica] = portal.replicas;
    const load = Load.start(portal, {
      integrationId: hangingId,
      repository: hanging.repository,
    });
    await portal.call(`POST /integrations/${id}/refresh`, undefined, {
      at: replica.url,
    });
    await sleep(1_000);
    expect(await replica.end('SIGTERM')).toBeLessThan(SHUTDOWN_MS);
    await load.stop();
    await hanging.registry.setFault({});
    await replica.start();
    await portal.remove(hangingId);
    await hanging.registry.stop();
    await expectAllIsWell();
  });

  it(`survive: ${portalFaults.postgres.title}`, async () => {
    const load = Load.start(portal, { integrationId: id, repository });
    await portal.ask(`POST /integrations/${id}/refresh`);
    await portal.postgres.restart();
    await load.isWell(30);
    await load.stop();
    // A crawl that was cut off is taken up once its lease is over.
    await portal.turnClocks(3 * 60_000);
    // What went wrong meanwhile was told as such, and says nothing of the database.
    for (const failure of load.failures) {
      expect(failure).toMatch(/: 50[023] |fetch failed/);
      expect(failure).not.toMatch(/127\.0\.0\.1|select |insert |postgres/i);
    }
    await expectAllIsWell();
  });

  it(`survive: ${portalFaults.redis.title}`, async () => {
    const [first, second] = portal.replicas;
    const listTags = (name: string, at: string) =>
      portal.ask(
        `GET /integrations/${id}/tags?repository=${prefix}${name}`,
        undefined,
        { at },
      );
    /** Does the second one know what the first one has read? */
    const isShared = async (name: string) => {
      await listTags(name, first.url);
      await sleep(200);
      registry.takeRequests();
      await listTags(name, second.url);
      return registry.takeRequests().length === 0;
    };
    expect(await isShared('service-1')).toBe(true);
    const bringBack = await portal.takeRedisAway();
    expect(await isShared('service-2')).toBe(false);
    await bringBack();
    let at = 10;
    await eventually('the replicas share through Redis', 40, async () => {
      at += 1;
      return isShared(`service-${at}`);
    });
    await expectAllIsWell();
  });

  it(`survive: ${portalFaults.pool.title}`, async () => {
    const load = Load.start(portal, { integrationId: id, repository });
    // Whoever reads an integration waits, each with a connection of its own, until none is left.
    await portal.database(db =>
      db.transaction(async transaction => {
        await transaction.raw(
          'LOCK TABLE integrations IN ACCESS EXCLUSIVE MODE',
        );
        await sleep(15_000);
      }),
    );
    await load.isWell(30);
    await load.stop();
    expect(load.requests).toBeGreaterThan(0);
    await expectAllIsWell();
  });

  it(`survive: ${portalFaults.day.title}`, async () => {
    /** What the registry was asked by crawls and checks; logins depend on the age of a token. */
    const takeWork = () =>
      registry
        .takeRequests(200)
        .filter(request => !request.startsWith('GET /token'))
        .sort();
    const isDone = async (since: number) => {
      await eventually('crawl and check are done', 60, async () => {
        const { health, repositoryIndex } = await portal.ask(
          `GET /integrations/${id}`,
        );
        return (
          Date.parse(health.checkedAt) > since &&
          Date.parse(repositoryIndex.finishedAt) > since
        );
      });
      // What a second replica did as well would be under way.
      await portal.tasks.rest();
    };
    takeWork();
    const began = portal.now();
    await portal.ask(`POST /integrations/${id}/refresh`);
    await isDone(began);
    const once = takeWork();
    expect(once).toContainEqual(expect.stringContaining('GET /v2/_catalog'));
    const more: [hour: number, work: string[]][] = [];
    for (let hour = 1; hour <= HOURS; hour++) {
      const before = portal.now();
      await portal.turnClocks(HOUR_MS, { betweenWorks: true });
      await isDone(before + HOUR_MS / 2);
      const work = takeWork();
      expect(work).toEqual(expect.arrayContaining(once));
      if (work.length > once.length) {
        more.push([hour, work]);
      }
    }
    // Two replicas that both did the work would do it in each hour.
    expect(more).toEqual([]);
    await expectAllIsWell();
  });

  it('leave nothing that nobody caught, but what the client of Redis throws', () => {
    expect(
      portal.uncaught.filter(
        line => !/redis|ECONNREFUSED|Socket closed/i.test(line),
      ),
    ).toEqual([]);
  });
});
