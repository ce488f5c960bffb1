import { ChildProcess, spawn, SpawnOptions } from 'node:child_process';
import { connect } from 'node:net';
import { requireProgram } from './programs';

export interface RunningProgram {
  /** What it has printed so far. */
  output(): string;
  stop(): Promise<void>;
}

/**
 * Starts a server and waits until it listens. It ends with this process at the latest.
 *
 * @param endsBy - the signal that ends it
 */
export async function startProgram(
  name: string,
  args: readonly string[],
  port: number,
  options: Pick<SpawnOptions, 'cwd' | 'env' | 'uid' | 'gid'> = {},
  endsBy: NodeJS.Signals = 'SIGTERM',
): Promise<RunningProgram> {
  const child = spawn(requireProgram(name), [...args], {
    ...options,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  const collect = (chunk: Buffer) => {
    printed = `${printed}${chunk.toString()}`.slice(-100_000);
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const stop = async () => {
    process.removeListener('exit', kill);
    await end(child, endsBy);
  };
  try {
    await listens(child, port);
  } catch (error) {
    await stop();
    throw new Error(`${name} did not start: ${printed || error}`);
  }
  return { output: () => printed, stop };
}

async function listens(child: ChildProcess, port: number): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!(await accepts(port))) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error('it has ended');
    }
    if (Date.now() > deadline) {
      throw new Error(`nothing listens at the port ${port}`);
    }
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) {
    return;
  }
  const ended = new Promise(resolve => child.once('exit', resolve));
  child.kill(signal);
  const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(timer);
}
