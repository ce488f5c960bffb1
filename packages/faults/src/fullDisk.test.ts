import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from './eventually';
import { HostileRegistry } from './registries/HostileRegistry';
import { startRegistry } from './registries/startRegistry';
import { ReplicatedPortal, WORKSPACE } from './replicas/ReplicatedPortal';
import { portalFaults } from './table/portalFaults';

const asRoot = (program: string, ...args: string[]) =>
  process.getuid?.() === 0
    ? execFileSync(program, args)
    : execFileSync('sudo', [program, ...args]);

/** What the database may still write, in bytes. */
const LEFT = 256 * 1_024;

describe('A disk that is full under the database', () => {
  const disk = mkdtempSync(join(tmpdir(), 'disk-'));
  const filler = join(disk, 'filler');
  let portal: ReplicatedPortal;
  let registry: HostileRegistry;
  let id: string;

  beforeAll(async () => {
    asRoot('mount', '-t', 'tmpfs', '-o', 'size=300m,mode=1777', 'tmpfs', disk);
    portal = await ReplicatedPortal.start({
      name: 'fullDisk',
      replicas: 1,
      databaseFolder: disk,
    });
    const started = await startRegistry('docker', 'growing', {
      now: () => portal.now(),
    });
    registry = started.registry;
    id = await portal.integrate(started.integration);
    await portal.crawled(id);
    registry.store.copyRepository(
      started.repository,
      Array.from(
        { length: 20_000 },
        (_, at) => `${started.prefix}service-${at}`,
      ),
    );
  });

  afterAll(async () => {
    await registry?.stop();
    await portal?.stop();
    asRoot('umount', disk);
    rmSync(disk, { recursive: true, force: true });
  });

  const search = async (q: string) =>
    (
      await portal.ask(
        `GET /repositories?workspace=${WORKSPACE}&q=${q}`,
        undefined,
        { as: 'member' },
      )
    ).items;

  it(`is survived: ${portalFaults.disk.title}`, async () => {
    const { bavail, bsize } = statfsSync(disk);
    writeFileSync(filler, Buffer.alloc(bavail * bsize - LEFT));
    await portal.call(`POST /integrations/${id}/refresh`);
    const { failure } = await eventually(
      'the crawl has failed',
      60,
      async () => {
        const { repositoryIndex } = await portal.ask(`GET /integrations/${id}`);
        return repositoryIndex.state === 'failed' && repositoryIndex;
      },
    );
    expect(failure).toMatchObject({
      message: expect.stringMatching(/disk/i),
      remedy: expect.any(String),
    });
    expect(await search('app')).not.toEqual([]);

    rmSync(filler);
    await portal.ask(`POST /integrations/${id}/refresh`);
    const { repositoryIndex } = await portal.crawled(id, 120);
    expect(repositoryIndex).toMatchObject({
      repositories: 20_003,
      complete: true,
    });
    expect(await search('service-19999')).toHaveLength(1);
    expect(portal.uncaught).toEqual([]);
  });
});
