import { ChildProcess } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { forkTypeScript } from 'e2e';
import { eventually } from '../eventually';
import { Turn } from './turn';

export interface ReplicaOptions {
  /** Where its configuration is written. */
  directory: string;
  name: string;
  port: number;
  config: object;
  /** What it prints is appended there, too. */
  logFile: string;
}

/** One backend of the portal, in a process of its own. */
export class Replica {
  readonly name: string;
  readonly port: number;
  readonly #options: ReplicaOptions;
  readonly #turn: Turn = {};
  #child?: ChildProcess;
  #log = '';

  constructor(options: ReplicaOptions) {
    this.name = options.name;
    this.port = options.port;
    this.#options = options;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** All it has printed, over all its starts. */
  get log(): string {
    return this.#log;
  }

  /** Starts it and waits until it says that it is ready. */
  async start(): Promise<void> {
    const { directory, name, config } = this.#options;
    const file = join(directory, `${name}.yaml`);
    await writeFile(file, JSON.stringify(config, undefined, 2));
    const child = forkTypeScript(require.resolve('./replicaProcess.ts'), {
      args: ['--config', file],
      preload: require.resolve('./turn.ts'),
      env: {
        ...process.env,
        NODE_ENV: 'production',
        LOG_LEVEL: 'info',
        // Compiled once and not at each of many starts.
        NODE_COMPILE_CACHE: join(directory, 'compiled'),
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#child = child;
    const collect = (chunk: Buffer) => {
      this.#log += chunk.toString();
      appendFileSync(this.#options.logFile, chunk);
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.send(this.#turn);
    await eventually(`${name} is ready`, 90, async () => {
      if (child.exitCode !== null) {
        throw new Error(`${name} has ended:\n${this.#log.slice(-5_000)}`);
      }
      return this.isReady();
    });
  }

  async isReady(): Promise<boolean> {
    const readiness = `${this.url}/.backstage/health/v1/readiness`;
    return fetch(readiness, { signal: AbortSignal.timeout(5_000) }).then(
      ({ ok }) => ok,
      () => false,
    );
  }

  /** Turns its clock, and keeps it turned over restarts. */
  turn(turn: Turn): void {
    Object.assign(this.#turn, turn);
    if (this.isRunning) {
      this.#child?.send(this.#turn);
    }
  }

  get isRunning(): boolean {
    const { exitCode, signalCode } = this.#child ?? {};
    return exitCode === null && signalCode === null;
  }

  /** @returns milliseconds until it had ended */
  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number> {
    const child = this.#child;
    if (!child || !this.isRunning) {
      return 0;
    }
    const began = performance.now();
    const ended = new Promise(resolve => child.once('exit', resolve));
    child.kill(signal);
    const timer = setTimeout(() => child.kill('SIGKILL'), 60_000);
    await ended;
    clearTimeout(timer);
    return performance.now() - began;
  }
}
