import { ChildProcess, fork, ForkOptions } from 'node:child_process';

const running = new Set<ChildProcess>();

process.once('exit', () => running.forEach(child => child.kill('SIGKILL')));

/**
 * Runs a file of this repository in a process of its own, which ends with this one at the latest.
 *
 * @internal
 */
export function forkTypeScript(
  file: string,
  options: ForkOptions & { args?: readonly string[]; preload?: string } = {},
): ChildProcess {
  const { args = [], preload, ...rest } = options;
  const transform = require.resolve('@backstage/cli/config/nodeTransform.cjs');
  const child = fork(file, [...args], {
    ...rest,
    execArgv: [
      '--require',
      transform,
      ...(preload ? ['--require', preload] : []),
    ],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/**
 * The next `{ answer }` of a child; what loads its TypeScript sends messages too.
 *
 * @internal
 */
export function nextAnswer<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const onExit = () => reject(new Error('A process has ended'));
    const onMessage = (message: { answer?: T }) => {
      if (message.answer !== undefined) {
        child.removeListener('exit', onExit);
        child.removeListener('message', onMessage);
        resolve(message.answer);
      }
    };
    child.once('exit', onExit);
    child.on('message', onMessage);
  });
}

/**
 * Ends a child with SIGTERM, and after 15 seconds by force.
 *
 * @internal
 */
export async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) {
    return;
  }
  const ended = new Promise(resolve => child.once('exit', resolve));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 15_000);
  await ended;
  clearTimeout(timer);
}
