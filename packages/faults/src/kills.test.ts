import { eventually, sleep } from './eventually';
import { HostileRegistry } from './registries/HostileRegistry';
import { startRegistry } from './registries/startRegistry';
import { Replica } from './replicas/Replica';
import { ReplicatedPortal, WORKSPACE } from './replicas/ReplicatedPortal';
import { Writers } from './replicas/Writers';
import { portalFaults } from './table/portalFaults';

const CRAWLS = 14;
const WRITES_ONE = 12;
const WRITES_BOTH = 12;

const REPOSITORIES = 2_000;
const PAGE = 50;

describe('Replicas that are killed', () => {
  let portal: ReplicatedPortal;
  let registry: HostileRegistry;
  let id: string;
  let kills = 0;

  beforeAll(async () => {
    portal = await ReplicatedPortal.start({ name: 'kills' });
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

  async function kill(...replicas: readonly Replica[]): Promise<void> {
    await Promise.all(replicas.map(replica => replica.end('SIGKILL')));
    kills += replicas.length;
  }

  async function readIndex({ url }: Replica) {
    const found = await portal.ask(`GET /integrations/${id}`, undefined, {
      at: url,
    });
    return found.repositoryIndex;
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

  it(`survive ${CRAWLS} times: ${portalFaults.killedInCrawl.title}`, async () => {
    await registry.setFault({
      only: path => path.startsWith('/v2/_catalog'),
      answer: ({ right }) => sleep(150).then(right),
    });
    for (let round = 0; round < CRAWLS; round++) {
      const victim = portal.replicas[round % 2];
      const survivor = portal.replicas[(round + 1) % 2];
      const read = () => readIndex(survivor);
      await portal.ask(`POST /integrations/${id}/refresh`, undefined, {
        at: victim.url,
      });
      const { startedAt } = await eventually(
        'the crawl is under way',
        30,
        async () => {
          const index = await read();
          return (
            index.state === 'crawling' &&
            index.seen >= ((round % 5) + 1) * 200 &&
            index
          );
        },
      );
      await kill(victim);
      registry.takeRequests();
      await expectSearchAnswers();
      // Nobody renews the lease any more, and the resumption is due.
      await portal.turnClocks(3 * 60_000);
      const [finished] = await Promise.all([
        eventually('the crawl is finished', 60, async () => {
          const index = await read();
          return index.state === 'finished' && index;
        }),
        victim.start(),
      ]);
      expect(finished).toMatchObject({
        repositories: REPOSITORIES,
        complete: true,
        startedAt,
      });
    }
    await registry.setFault({});
  });

  it(`survive ${WRITES_ONE + WRITES_BOTH} times: ${
    portalFaults.killedInWrites.title
  }`, async () => {
    const writers = Writers.start(portal, id);
    for (let round = 0; round < WRITES_ONE + WRITES_BOTH; round++) {
      await writers.haveWritten(20);
      const victims =
        round % 2 === 0
          ? portal.replicas
          : [portal.replicas[Math.floor(round / 2) % 2]];
      await kill(...victims);
      await Promise.all(victims.map(victim => victim.start()));
      await expectSearchAnswers();
    }
    await writers.stop();
    expect(await writers.lost()).toEqual([]);
    expect(writers.acknowledged).toBeGreaterThan(400);
  });

  it('are killed at least 50 times, and leave nothing that stays stuck', async () => {
    expect(kills).toBeGreaterThanOrEqual(50);
    await portal.ask(`POST /integrations/${id}/refresh`);
    const { repositoryIndex } = await portal.crawled(id);
    expect(repositoryIndex.repositories).toBe(REPOSITORIES);
    await portal.database(async db => {
      expect(await db('crawls').whereNotNull('lease_owner')).toEqual([]);
    });
    expect(portal.uncaught).toEqual([]);
  });
});
