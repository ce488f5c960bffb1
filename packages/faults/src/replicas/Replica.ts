import { ChildProcess } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { forkTypeScript, nextAnswer } from 'e2e';
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
  /** The next process is loaded as soon as this one is ready. */
  startsOften?: boolean;
}

interface Process {
  child: ChildProcess;
  /** All of its code. */
  loaded: Promise<unknown>;
}

/** One backend of the portal, in a process of its own. */
export class Replica {
  readonly name: string;
  readonly port: number;
  readonly #options: ReplicaOptions;
  readonly #turn: Turn = {};
  #child?: ChildProcess;
  #next?: Process;
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

  /**
   * Starts it and waits until it says that it is ready. The next process of it is loaded meanwhile and
   * afterwards, so that a replica that is killed is back within a second or two.
   */
  async start(): Promise<void> {
    const { directory, name, config } = this.#options;
    const file = join(directory, `${name}.yaml`);
    await writeFile(file, JSON.stringify(config, undefined, 2));
    const { child, loaded } = this.#next ?? this.#load(file);
    this.#next = undefined;
    await loaded;
    this.#child = child;
    child.send(this.#turn);
    child.send('start');
    await eventually(`${name} is ready`, 300, async () => {
      if (child.exitCode !== null) {
        throw new Error(`${name} has ended:\n${this.#log.slice(-5_000)}`);
      }
      return this.isReady();
    });
    if (this.#options.startsOften) {
      this.#next = this.#load(file);
    }
  }

  #load(configFile: string): Process {
    const { directory, logFile } = this.#options;
    const child = forkTypeScript(require.resolve('./replicaProcess.ts'), {
      args: ['--config', configFile],
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
    const collect = (chunk: Buffer) => {
      this.#log += chunk.toString();
      appendFileSync(logFile, chunk);
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    const loaded = nextAnswer(child);
    // Whoever starts it hears of it.
    loaded.catch(() => undefined);
    return { child, loaded };
  }

  async isReady(): Promise<boolean> {
    const readiness = `${this.url}/.backstage/health/v1/readiness`;
    return fetch(readiness, { signal: AbortSignal.timeout(5_000) }).then(
      ({ ok }) => ok,
      () => false,
    );
  }

  /** Turns its clock, and keeps it turned over restarts. Resolves when it has done so, or has ended. */
  async turn(turn: Turn): Promise<void> {
    Object.assign(this.#turn, turn);
    const child = this.#child;
    if (child && this.isRunning) {
      const turned = new Promise<void>(resolve => {
        const onMessage = (message: object) => {
          if ('turned' in message) {
            child.removeListener('message', onMessage);
            resolve();
          }
        };
        child.on('message', onMessage);
        child.once('exit', () => resolve());
      });
      child.send(this.#turn);
      await turned;
    }
  }

  get isRunning(): boolean {
    const { exitCode, signalCode } = this.#child ?? {};
    return exitCode === null && signalCode === null;
  }

  /** Ends it for good. */
  async stop(): Promise<void> {
    this.#next?.child.kill('SIGKILL');
    this.#next = undefined;
    await this.end('SIGTERM');
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
