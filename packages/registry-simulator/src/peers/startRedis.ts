import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './freePort';
import { startProgram } from './startProgram';

/**
 * A Redis that keeps nothing, on the loopback interface.
 *
 * @param givenPort - default: a free one
 */
export async function startRedis(givenPort?: number): Promise<{
  /** `redis://127.0.0.1:40123` */
  url: string;
  stop(): Promise<void>;
}> {
  const directory = await mkdtemp(join(tmpdir(), 'redis-'));
  const port = givenPort ?? (await freePort());
  const server = await startProgram(
    'redis-server',
    [
      '--bind',
      '127.0.0.1',
      '--port',
      String(port),
      '--dir',
      directory,
      '--save',
      '',
      '--appendonly',
      'no',
    ],
    port,
    { cwd: directory },
  );
  return {
    url: `redis://127.0.0.1:${port}`,
    async stop() {
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
