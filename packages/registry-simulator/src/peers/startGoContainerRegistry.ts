import { tmpdir } from 'node:os';
import { DockerRegistry } from './startDockerRegistry';
import { freePort } from './freePort';
import { startProgram } from './startProgram';

/**
 * The registry of go-containerregistry, on a free port of the loopback interface: without login, in
 * memory, with the referrers API, and without a single `Link`. A page behind the last tag has all
 * tags once more.
 */
export async function startGoContainerRegistry(): Promise<DockerRegistry> {
  const port = await freePort();
  const server = await startProgram(
    'go-containerregistry',
    [String(port)],
    port,
    { cwd: tmpdir() },
  );
  const host = `127.0.0.1:${port}`;
  return { url: `http://${host}`, host, stop: server.stop };
}
