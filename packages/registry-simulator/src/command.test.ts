import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { freePort, runCommand } from './peers';

const COMMAND = join(__dirname, '../bin/registry-simulator.mjs');

const run = (...args: string[]) => runCommand(COMMAND, ...args);

describe('registry-simulator.mjs', () => {
  it('says where it listens, and has the demo’s images', async () => {
    const port = await freePort();
    const command = await run('--port', String(port), '--content', 'demo');
    const url = `http://127.0.0.1:${port}`;
    expect(command.printed).toBe(`registry-simulator: listening at ${url}\n`);
    const { repositories } = await (await fetch(`${url}/v2/_catalog`)).json();
    expect(repositories).toContain('payments/checkout-api');
    command.end();
    expect(await command.ended()).toBe(0);
  }, 30_000);

  it('has as many repositories and tags as it is told', async () => {
    const port = await freePort();
    const command = await run(
      ...[
        '--port',
        String(port),
        '--repositories',
        '100000',
        '--tags',
        '10000',
      ],
    );
    const ask = async (path: string) =>
      (await fetch(`http://127.0.0.1:${port}/v2/${path}`)).json();
    const { repositories } = await ask(
      '_catalog?n=1000&last=scale-099/app-099990',
    );
    // The last of 100,000, since one is the repository of many tags.
    expect(repositories).toEqual([
      ...[1, 2, 3, 4, 5, 6, 7, 8].map(last => `scale-099/app-09999${last}`),
      'scale/many-tags',
    ]);
    const { tags } = await ask('scale/many-tags/tags/list?last=1.0.9998');
    expect(tags).toEqual(['1.0.9999']);
    command.end();
    expect(await command.ended()).toBe(0);
  }, 60_000);

  it('is an Artifactory, with a port for one of its repositories', async () => {
    const [port, dockerPort] = [await freePort(), await freePort()];
    const command = await run(
      ...['--as', 'artifactory', '--port', String(port)],
      ...['--port-of', `docker=${dockerPort}`],
    );
    const ask = async (url: string) => {
      const authorization = 'Bearer demo-identity-token';
      return (await fetch(url, { headers: { authorization } })).json();
    };
    const { repositories } = await ask(
      `http://127.0.0.1:${port}/artifactory/api/docker/docker/v2/_catalog`,
    );
    expect(repositories).toContain('payments/checkout-api');
    expect(repositories).toContain('library/alpine');
    expect(repositories).not.toContain('library/redis');
    const { tags } = await ask(
      `http://127.0.0.1:${dockerPort}/v2/library/alpine/tags/list`,
    );
    expect(tags).toEqual(['3.20.6', '3.21.3', '3.22.0', 'latest']);
    command.end();
    expect(await command.ended()).toBe(0);
  }, 60_000);

  it.each([
    [['--port', 'abc'], '--port takes a number from 0 to 65535, and not abc'],
    [
      ['--as', 'nexus'],
      '--as takes distribution or harbor or artifactory, and not nexus',
    ],
    [
      ['--port-of', 'docker'],
      '--port-of takes a repository key and its port, docker=5062, and not docker',
    ],
    [
      ['--port-of', 'docker=x'],
      '--port-of takes a number from 0 to 65535, and not x',
    ],
    [['--content', 'all'], '--content takes demo or none, and not all'],
    [
      ['--repositories=-1'],
      '--repositories takes a number from 0 to 1000000, and not -1',
    ],
    [
      ['--tags', 'many'],
      '--tags takes a number from 0 to 1000000, and not many',
    ],
    [['--colour'], 'Usage: registry-simulator.mjs [--port N]'],
  ])(
    'refuses %j',
    async (args, message) => {
      const command = await run(...args);
      expect(command.printed).toContain(message);
      expect(await command.ended()).toBe(1);
    },
    30_000,
  );

  it.each([
    ['--port', (port: number) => ['--port', String(port)]],
    ['--port-of', (port: number) => ['--port', '0', '--port-of', `a=${port}`]],
  ])(
    'says that the port of %s is in use',
    async (option, args) => {
      const port = await freePort();
      const other = createServer().listen(port, '127.0.0.1');
      await once(other, 'listening');
      const command = await run(...args(port));
      expect(command.printed).toContain(
        `the port ${port} is in use: end what listens there, or choose another with ${option}\n`,
      );
      expect(await command.ended()).toBe(1);
      other.close();
    },
    30_000,
  );
});
