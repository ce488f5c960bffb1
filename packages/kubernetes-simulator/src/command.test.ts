import { join } from 'node:path';
import { runCommand } from 'registry-simulator';

const COMMAND = join(__dirname, '../bin/kubernetes-simulator.mjs');

const run = (...args: string[]) => runCommand(COMMAND, ...args);

describe('kubernetes-simulator.mjs', () => {
  it('says where it listens, and has namespaces with labels', async () => {
    const command = await run(
      ...['--port', '0', '--token', 'a-token'],
      ...['--namespace', 'payments-dev,team=payments,stage=dev'],
    );
    const [, url] =
      /^kubernetes-simulator: listening at (http:\/\/127\.0\.0\.1:\d+)\n$/.exec(
        command.printed,
      )!;
    const answer = await fetch(`${url}/api/v1/namespaces/payments-dev`, {
      headers: { authorization: 'Bearer a-token' },
    });
    expect(await answer.json()).toMatchObject({
      metadata: { labels: { team: 'payments', stage: 'dev' } },
    });
    command.end();
    expect(await command.ended()).toBe(0);
  }, 30_000);

  it.each([
    [['--port', 'x'], 'takes a number from 0 to 65535, and not x'],
    [['--namespace', 'a,b'], 'takes a name and its labels'],
    [['--tls-key', 'a'], '--tls-key and --tls-cert are given together'],
    [['--nonsense'], 'Usage: kubernetes-simulator.mjs'],
  ])(
    'ends with a reason for %j',
    async (args, reason) => {
      const command = await run(...args);
      expect(command.printed).toContain(reason);
      expect(await command.ended()).toBe(1);
    },
    30_000,
  );
});
