import { execFileSync } from 'node:child_process';
import { chownSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './freePort';
import { otherUser } from './otherUser';
import { requireProgram } from './programs';
import { RunningProgram, startProgram } from './startProgram';

async function ownedDirectory(
  parent: string,
  { uid, gid }: ReturnType<typeof otherUser>,
): Promise<string> {
  const directory = await mkdtemp(join(parent, 'postgres-'));
  if (uid !== undefined && gid !== undefined) {
    chownSync(directory, uid, gid);
  }
  return directory;
}

/** It listens a moment before it takes connections, and longer on a busy machine. */
async function isReady(postgres: RunningProgram): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!postgres.output().includes('ready to accept connections')) {
    if (Date.now() > deadline) {
      await postgres.stop();
      throw new Error(`postgres is not ready: ${postgres.output()}`);
    }
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

export interface RunningPostgres {
  connectionString: string;
  /** What it has printed since it was last started. */
  output(): string;
  /** Ends it as `pg_ctl stop -m fast` does, and starts it again on the same data. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * A PostgreSQL with an empty folder of its own.
 *
 * @param parent - where that folder is made, such as a small file system
 */
export async function startPostgres(
  parent: string = tmpdir(),
): Promise<RunningPostgres> {
  const user = otherUser('PostgreSQL');
  const directory = await ownedDirectory(parent, user);
  // A full disk must not keep it from writing its log: it would stop.
  const log =
    parent === tmpdir() ? directory : await ownedDirectory(tmpdir(), user);
  const data = join(directory, 'data');
  execFileSync(
    requireProgram('initdb'),
    [
      '-D',
      data,
      '-U',
      'postgres',
      '--auth=trust',
      '-E',
      'UTF8',
      '--locale=C.UTF-8',
      '--no-sync',
      `--waldir=${join(log, 'log')}`,
    ],
    { ...user, cwd: directory, stdio: 'pipe' },
  );
  const port = await freePort();
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: directory,
    max_connections: '200',
    fsync: 'off',
    full_page_writes: 'off',
    synchronous_commit: 'off',
  };
  const start = async () => {
    const started = await startProgram(
      'postgres',
      [
        '-D',
        data,
        '-p',
        String(port),
        ...Object.entries(settings).flatMap(([name, value]) => [
          '-c',
          `${name}=${value}`,
        ]),
      ],
      port,
      { ...user, cwd: directory },
      // Fast; its SIGTERM waits for whoever is connected.
      'SIGINT',
    );
    await isReady(started);
    return started;
  };
  let server = await start();
  return {
    connectionString: `postgresql://postgres@127.0.0.1:${port}/postgres`,
    output: () => server.output(),
    async restart() {
      await server.stop();
      server = await start();
    },
    async stop() {
      await server.stop();
      await rm(directory, { recursive: true, force: true });
      await rm(log, { recursive: true, force: true });
    },
  };
}
