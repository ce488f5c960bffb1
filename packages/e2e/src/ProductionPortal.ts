import { ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { freePort, startPostgres, startRedis } from 'registry-simulator';
import { buildFrontend } from './buildFrontend';

const PATIENCE_MS = 180_000;

/**
 * The portal of this repository with app-config.production.yaml: production builds, PostgreSQL and
 * Redis, and the values that the environment gives.
 *
 * @internal
 */
export class ProductionPortal {
  readonly url: string;
  readonly #stop: () => Promise<void>;

  /** @param overlay - laid over app-config.production.yaml */
  static async start(
    repository: string,
    overlay: Record<string, unknown>,
  ): Promise<ProductionPortal> {
    const cacheDirectory = join(repository, '.cache/e2e');
    await mkdir(cacheDirectory, { recursive: true });
    const frontend = await buildFrontend({
      repository,
      cacheDirectory,
      say: () => {},
    });
    const directory = await mkdtemp(join(tmpdir(), 'production-'));
    const postgres = await startPostgres();
    const redis = await startRedis();
    const port = await freePort();
    const url = `http://localhost:${port}`;
    const configFile = join(directory, 'app-config.e2e.yaml');
    await writeFile(
      configFile,
      JSON.stringify({
        ...overlay,
        app: { packageName: frontend.packageName },
        backend: { listen: { host: '127.0.0.1', port } },
      }),
    );
    const database = new URL(postgres.connectionString);
    const backend = spawn(
      process.execPath,
      [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        'src/index.ts',
        ...['app-config.yaml', 'app-config.production.yaml']
          .map(file => join(repository, file))
          .concat(configFile)
          .flatMap(file => ['--config', file]),
      ],
      {
        cwd: join(repository, 'packages/backend'),
        env: {
          ...process.env,
          NODE_ENV: 'production',
          NODE_PATH: frontend.folder,
          APP_BASE_URL: url,
          BACKEND_SECRET: randomBytes(24).toString('base64'),
          POSTGRES_HOST: database.hostname,
          POSTGRES_PORT: database.port,
          POSTGRES_USER: database.username,
          POSTGRES_PASSWORD: 'trusted',
          REDIS_URL: redis.url,
          PLATFORM_ADMINS_GROUP: 'group:default/platform',
          REGISTRY_KEY_ID: 'production',
          REGISTRY_KEY_SECRET: randomBytes(32).toString('base64'),
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let output = '';
    const collect = (chunk: Buffer) => {
      output = `${output}${chunk}`.slice(-20_000);
    };
    backend.stdout.on('data', collect);
    backend.stderr.on('data', collect);
    const portal = new ProductionPortal(url, async () => {
      await end(backend);
      await postgres.stop();
      await redis.stop();
      await rm(directory, { recursive: true, force: true });
    });
    try {
      await portal.#ready(backend);
    } catch (error) {
      await portal.stop();
      throw new Error(`The portal did not start (${error}):\n${output}`);
    }
    return portal;
  }

  private constructor(url: string, stop: () => Promise<void>) {
    this.url = url;
    this.#stop = stop;
  }

  stop(): Promise<void> {
    return this.#stop();
  }

  async #ready(backend: ChildProcess) {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const { ok } = await fetch(
        `${this.url}/.backstage/health/v1/readiness`,
      ).catch(() => ({ ok: false }));
      if (ok) {
        return;
      }
      if (backend.exitCode !== null || Date.now() > deadline) {
        throw new Error(`exit code ${backend.exitCode}`);
      }
      await setTimeout(200);
    }
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) {
    return;
  }
  const ended = new Promise(done => child.once('exit', done));
  child.kill('SIGTERM');
  const late = global.setTimeout(() => child.kill('SIGKILL'), 15_000);
  await ended;
  clearTimeout(late);
}
