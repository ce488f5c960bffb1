import { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import type { Profiler } from 'node:inspector';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  admitPeople,
  endChild,
  forkTypeScript,
  nextAnswer,
  TokenIssuer,
} from 'e2e';
import { freePort } from 'registry-simulator';
import { AdminApi } from './AdminApi';
import { BackendOptions } from './BackendOptions';
import { CatalogFiles, writeCatalogFiles } from './catalogFiles';
import { People, WORKSPACES } from './people';
import { authDatabase, portalConfig } from './portalConfig';

/** How the process is. */
export interface Vitals {
  rssBytes: number;
  /** Of a processor, since it was started, all of its threads together. */
  processorSeconds: number;
  /** Milliseconds. */
  loopDelayP50: number;
  loopDelayP99: number;
  loopDelayMax: number;
  /** The most work of its thread at once: waiting for a processor is not counted. */
  heldMax: number;
}

/** The portal's real backend in a process of its own, with the settings of production. */
export class BenchBackend {
  readonly url: string;
  readonly api: AdminApi;
  readonly #options: BackendOptions;
  readonly #people: People;
  readonly #tokens: TokenIssuer;
  readonly #catalog: CatalogFiles;
  readonly #encryptionKey = randomBytes(16).toString('hex');
  #child?: ChildProcess;

  static async start(options: BackendOptions): Promise<BenchBackend> {
    const { directory, groups = 0, memberOf = 0 } = options;
    await mkdir(join(directory, 'database'), { recursive: true });
    const url = `http://127.0.0.1:${await freePort()}`;
    const people = new People(memberOf);
    const backend = new BenchBackend(
      options,
      url,
      people,
      await TokenIssuer.create(directory, url),
      await writeCatalogFiles(directory, groups, people.groups),
    );
    await backend.startAgain({});
    await admitPeople(authDatabase(options), people.groups);
    await backend.#knowsWorkspaces(WORKSPACES.length + groups, 'admin');
    await backend.#knowsWorkspaces(memberOf, 'member');
    return backend;
  }

  private constructor(
    options: BackendOptions,
    url: string,
    people: People,
    tokens: TokenIssuer,
    catalog: CatalogFiles,
  ) {
    this.#options = options;
    this.url = url;
    this.#people = people;
    this.#tokens = tokens;
    this.#catalog = catalog;
    this.api = new AdminApi(url, people.adminToken(tokens));
  }

  /** Starts it on the same database, with permissions or without. */
  async startAgain({ permissions }: { permissions?: boolean }): Promise<void> {
    await this.stop();
    const { directory, repository } = this.#options;
    const configFile = await this.#writeConfig(permissions);
    const log = join(directory, 'backend.log');
    const child = forkTypeScript(
      join(repository, 'packages/backend/src/index.ts'),
      {
        args: ['--config', configFile],
        preload: require.resolve('./monitor.ts'),
        cwd: join(repository, 'packages/backend'),
        env: this.#environment(),
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      },
    );
    this.#child = child;
    const output = createWriteStream(log, { flags: 'a' });
    child.stdout?.pipe(output);
    child.stderr?.pipe(output);
    const deadline = Date.now() + 180_000;
    while (!(await this.#isReady())) {
      if (child.exitCode !== null || Date.now() > deadline) {
        throw new Error(`The backend did not start; see ${log}`);
      }
      await sleep(200);
    }
  }

  async stop(): Promise<void> {
    if (this.#child) {
      await endChild(this.#child);
    }
  }

  /** The token of somebody, and the workspace they are a member of. */
  person(at: number): { token: string; workspace: string } {
    return this.#people.person(this.#tokens, at);
  }

  /** The token of a platform admin, or of the person who belongs to many groups. */
  token(of: 'admin' | 'member'): string {
    return of === 'admin'
      ? this.#people.adminToken(this.#tokens)
      : this.#people.memberToken(this.#tokens);
  }

  /** Counts the delay of the event loop from now on. */
  async resetVitals(): Promise<void> {
    await this.#ask('reset');
  }

  async readVitals(): Promise<Vitals> {
    return this.#ask<Vitals>('read');
  }

  async startProfile(): Promise<void> {
    await this.#ask('profile');
  }

  async stopProfile(): Promise<Profiler.Profile> {
    return this.#ask<Profiler.Profile>('profiled');
  }

  async #knowsWorkspaces(count: number, of: 'admin' | 'member') {
    await this.api.knowsWorkspaces(count, this.token(of));
  }

  async #ask<T>(question: string): Promise<T> {
    const child = this.#child;
    if (!child) {
      throw new Error('The backend is not running');
    }
    const answer = nextAnswer<T>(child);
    child.send(question);
    return answer;
  }

  async #isReady(): Promise<boolean> {
    try {
      return (
        await fetch(`${this.url}/.backstage/health/v1/readiness`, {
          signal: AbortSignal.timeout(5_000),
        })
      ).ok;
    } catch {
      return false;
    }
  }

  async #writeConfig(permissions?: boolean): Promise<string> {
    const file = join(this.#options.directory, 'app-config.bench.yaml');
    const config = portalConfig({
      ...this.#options,
      permissions: permissions ?? this.#options.permissions,
      url: this.url,
      keyStore: this.#tokens.keyStore,
      encryptionKey: this.#encryptionKey,
      catalog: this.#catalog,
    });
    await writeFile(file, JSON.stringify(config, undefined, 2));
    return file;
  }

  #environment(): NodeJS.ProcessEnv {
    const { frontend } = this.#options;
    return {
      ...process.env,
      NODE_ENV: 'production',
      LOG_LEVEL: 'warn',
      ...(frontend && { NODE_PATH: frontend.folder }),
    };
  }
}
