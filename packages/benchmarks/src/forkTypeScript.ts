import { ChildProcess, fork, ForkOptions } from 'node:child_process';

const running = new Set<ChildProcess>();

process.once('exit', () => running.forEach(child => child.kill('SIGKILL')));

/** Runs a file of this repository in a process of its own, which ends with this one at the latest. */
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

/** The next message of a child. @throws where it ends instead */
export function nextMessage<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const onExit = () => reject(new Error('The process has ended'));
    child.once('exit', onExit);
    child.once('message', message => {
      child.removeListener('exit', onExit);
      resolve(message as T);
    });
  });
}

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
