import { ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, WriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from 'registry-simulator';

/** @internal */
export interface PortalOptions {
  /** Laid over app-config.yaml. */
  config?: Record<string, unknown>;
  /** The folder of the whole repository. */
  repository: string;
  /** Everything the portal prints goes there. */
  logFile: string;
}

function sleep(ms: number) {
  return new Promise(done => setTimeout(done, ms));
}

/**
 * The demo portal as `./dev start` runs it, on free ports and with a data folder of its own.
 *
 * @internal
 */
export class Portal {
  readonly baseUrl: string;
  readonly backendUrl: string;
  readonly dataDir: string;
  readonly outputDir: string;
  readonly #repository: string;
  readonly #configFile: string;
  readonly #frontendConfigFile: string;
  readonly #log: WriteStream;
  readonly #overlay: Record<string, unknown>;
  #backend?: ChildProcess;
  #frontend?: ChildProcess;
  #backendOutput = '';

  static async start(options: PortalOptions): Promise<Portal> {
    const dataDir = await mkdtemp(join(tmpdir(), 'portal-'));
    await mkdir(join(dataDir, 'database'));
    const portal = new Portal(
      dataDir,
      await freePort(),
      await freePort(),
      options,
    );
    try {
      await portal.#startFrontend();
      await portal.startBackend();
      await portal.#frontendAnswers();
    } catch (error) {
      await portal.stop();
      throw error;
    }
    return portal;
  }

  private constructor(
    dataDir: string,
    frontendPort: number,
    backendPort: number,
    options: PortalOptions,
  ) {
    this.#repository = options.repository;
    this.dataDir = dataDir;
    this.outputDir = join(dataDir, 'output');
    this.baseUrl = `http://localhost:${frontendPort}`;
    this.backendUrl = `http://localhost:${backendPort}`;
    this.#configFile = join(dataDir, 'app-config.e2e.yaml');
    this.#frontendConfigFile = join(dataDir, 'app-config.frontend.yaml');
    this.#log = createWriteStream(options.logFile);
    this.#overlay = {
      app: { baseUrl: this.baseUrl },
      backend: {
        baseUrl: this.backendUrl,
        listen: { host: '127.0.0.1', port: backendPort },
        cors: { origin: this.baseUrl },
        database: { connection: { directory: join(dataDir, 'database') } },
      },
      demo: { outputDirectory: this.outputDir },
      ...options.config,
    };
  }

  /** What the backend has printed since it was last started. */
  get backendOutput(): string {
    return this.#backendOutput;
  }

  /**
   * Starts the backend and waits until it is ready.
   *
   * @param change - laid over the configuration, for this start only
   * @throws where the backend ends instead
   */
  async startBackend(change?: Record<string, unknown>): Promise<void> {
    await writeFile(
      this.#configFile,
      JSON.stringify(withoutDemoCluster({ ...this.#overlay, ...change })),
    );
    this.#backendOutput = '';
    const backend = this.#spawn('packages/backend', this.#configFile);
    this.#backend = backend;
    const collect = (chunk: Buffer) => {
      this.#backendOutput += chunk.toString();
    };
    backend.stdout?.on('data', collect);
    backend.stderr?.on('data', collect);
    const deadline = Date.now() + 120_000;
    while (Date.now() < deadline) {
      if (backend.exitCode !== null) {
        throw new Error(`The backend has ended:\n${this.#backendOutput}`);
      }
      // The watcher stays when the backend fails to start.
      if (/Backend startup failed|startup failed/i.test(this.#backendOutput)) {
        await this.stopBackend();
        throw new Error(`The backend did not start:\n${this.#backendOutput}`);
      }
      if (
        await this.#answers(`${this.backendUrl}/.backstage/health/v1/readiness`)
      ) {
        return;
      }
      await sleep(250);
    }
    await this.stopBackend();
    throw new Error(`The backend is not ready:\n${this.#backendOutput}`);
  }

  async stopBackend(): Promise<void> {
    await this.#end(this.#backend);
    this.#backend = undefined;
  }

  async stop(): Promise<void> {
    await this.stopBackend();
    await this.#end(this.#frontend);
    await new Promise<void>(done => this.#log.end(() => done()));
    await rm(this.dataDir, { recursive: true, force: true });
  }

  async #startFrontend() {
    // A file of its own: the frontend is built anew and every page loaded anew when it changes, as the
    // backend's does at every start.
    await writeFile(this.#frontendConfigFile, JSON.stringify(this.#overlay));
    this.#frontend = this.#spawn('packages/app', this.#frontendConfigFile);
  }

  async #frontendAnswers() {
    const deadline = Date.now() + 300_000;
    while (!(await this.#answers(`${this.baseUrl}/`))) {
      if (this.#frontend?.exitCode !== null || Date.now() > deadline) {
        throw new Error('The frontend did not start; see the log file');
      }
      await sleep(500);
    }
  }

  #spawn(folder: string, configFile: string): ChildProcess {
    const child = spawn(
      join(this.#repository, 'node_modules/.bin/backstage-cli'),
      [
        'package',
        'start',
        '--config',
        join(this.#repository, 'app-config.yaml'),
        '--config',
        configFile,
      ],
      {
        cwd: join(this.#repository, folder),
        env: { ...process.env, NODE_ENV: 'development', LOG_LEVEL: 'debug' },
        stdio: ['ignore', 'pipe', 'pipe'],
        // Its own group, so that the processes it starts end with it.
        detached: true,
      },
    );
    child.stdout?.pipe(this.#log, { end: false });
    child.stderr?.pipe(this.#log, { end: false });
    return child;
  }

  async #answers(url: string): Promise<boolean> {
    try {
      return (await fetch(url, { signal: AbortSignal.timeout(5_000) })).ok;
    } catch {
      return false;
    }
  }

  async #end(child: ChildProcess | undefined) {
    if (!child?.pid || child.exitCode !== null || child.signalCode !== null) {
      return;
    }
    const ended = new Promise(done => child.once('exit', done));
    process.kill(-child.pid, 'SIGTERM');
    const timer = setTimeout(
      () => process.kill(-child.pid!, 'SIGKILL'),
      15_000,
    );
    await ended;
    clearTimeout(timer);
  }
}

/** The cluster of the demo may be there, and is not to be written to. */
function withoutDemoCluster({
  integratedRegistry = {},
  ...others
}: Record<string, unknown>): Record<string, unknown> {
  return {
    ...others,
    integratedRegistry: {
      clusters: [],
      namespaces: [],
      ...(integratedRegistry as object),
    },
  };
}
