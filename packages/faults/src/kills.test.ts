import { eventually, sleep } from './eventually';
import { HostileRegistry } from './registries/HostileRegistry';
import { startRegistry } from './registries/startRegistry';
import { Replica } from './replicas/Replica';
import { ReplicatedPortal, WORKSPACE } from './replicas/ReplicatedPortal';
import { Writers } from './replicas/Writers';
import { portalFaults } from './table/portalFaults';

/** Every second time both replicas are killed. */
const IN_CRAWLS = 8;
const IN_WRITES = 26;

const REPOSITORIES = 2_000;
const PAGE = 50;
/** Nobody renews the lease of a crawl meanwhile. */
const LEASE_MS = 30_000;

describe('Replicas that are killed', () => {
  let portal: ReplicatedPortal;
  let registry: HostileRegistry;
  let id: string;
  let kills = 0;

  beforeAll(async () => {
    portal = await ReplicatedPortal.start({ name: 'kills', startsOften: true });
    const started = await startRegistry('docker', 'large', {
      now: () => portal.now(),
      maxPage: PAGE,
    });
    registry = started.registry;
    registry.store.copyRepository(
      started.repository,
      Array.from(
        { length: REPOSITORIES - 3 },
        (_, at) => `${started.prefix}service-${at}`,
      ),
    );
    id = await portal.integrate(started.integration);
    await portal.crawled(id);
  });

  afterAll(async () => {
    await registry?.stop();
    await portal?.stop();
  });

  /** @returns those that are gone: one, or both */
  async function kill(round: number, one: Replica): Promise<Replica[]> {
    const victims = round % 2 === 0 ? [one] : [...portal.replicas];
    await Promise.all(victims.map(replica => replica.end('SIGKILL')));
    kills += victims.length;
    return victims;
  }

  async function expectSearchAnswers() {
    // nginx tries a replica that has failed once a second.
    const { items } = await eventually('search answers', 10, async () => {
      const { status, body } = await portal.call(
        `GET /repositories?workspace=${WORKSPACE}&q=service-1995`,
        undefined,
        { as: 'member' },
      );
      return status === 200 && body;
    });
    expect(items).toHaveLength(1);
  }

  const readIndex = async () =>
    (await portal.ask(`GET /integrations/${id}`)).repositoryIndex;

  it(`survive it in ${IN_CRAWLS} crawls: ${portalFaults.killedInCrawl.title}`, async () => {
    const taken = { pages: 0 };
    await registry.setFault({
      only: isPageOfCrawl,
      answer: async ({ right }) => {
        await sleep(60);
        await right();
        taken.pages += 1;
      },
    });
    for (let round = 0; round < IN_CRAWLS; round++) {
      const crawls = portal.replicas[(round >> 1) % 2];
      taken.pages = 0;
      await portal.ask(`POST /integrations/${id}/refresh`, undefined, {
        at: crawls.url,
      });
      await eventually(
        'the crawl is under way',
        30,
        async () => taken.pages > 4 + (round % 5) * 4,
      );
      const { startedAt } = await readIndex();
      const victims = await kill(round, crawls);
      if (victims.length === 1) {
        await expectSearchAnswers();
      }
      await portal.turnClocks(LEASE_MS);
      registry.takeRequests();
      await Promise.all(victims.map(victim => victim.start()));
      const finished = await eventually(
        'the crawl is finished',
        60,
        async () => {
          const index = await readIndex();
          return index.state === 'finished' && index;
        },
      );
      // Another replica, or the next process, has gone on with it where it stood.
      expect(finished).toMatchObject({
        repositories: REPOSITORIES,
        complete: true,
        startedAt,
      });
      await expectSearchAnswers();
    }
    await registry.setFault({});
  });

  it(`survive it ${IN_WRITES} times: ${portalFaults.killedInWrites.title}`, async () => {
    const writers = await Writers.start(portal, id);
    try {
      for (let round = 0; round < IN_WRITES; round++) {
        await writers.haveWritten(25);
        const victims = await kill(round, portal.replicas[(round >> 1) % 2]);
        await Promise.all(victims.map(victim => victim.start()));
        await expectSearchAnswers();
        expect(await writers.lost()).toEqual([]);
      }
      await writers.stop();
      expect(await writers.lost()).toEqual([]);
    } finally {
      await writers.close();
    }
  });

  it('are killed at least 50 times, and leave nothing that stays stuck', async () => {
    expect(kills).toBeGreaterThanOrEqual(50);
    await portal.ask(`POST /integrations/${id}/refresh`);
    const { repositoryIndex, health } = await portal.crawled(id);
    expect(repositoryIndex.repositories).toBe(REPOSITORIES);
    expect(health.state).toBe('healthy');
    await eventually('no lease is held', 60, () =>
      portal.database(async db => {
        const held = await db('crawls').whereNotNull('lease_owner');
        return held.length === 0;
      }),
    );
    expect(portal.uncaught).toEqual([]);
  });
});

/** All but the first, with which a connection test looks, too. */
function isPageOfCrawl(path: string): boolean {
  return path.startsWith('/v2/_catalog') && path.includes('last=');
}
