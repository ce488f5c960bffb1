import { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import type { Profiler } from 'node:inspector';
import { join } from 'node:path';
import { Knex } from 'knex';
import {
  admitPeople,
  BuiltFrontend,
  endChild,
  forkTypeScript,
  nextAnswer,
  TokenIssuer,
} from 'e2e';
import { freePort } from 'registry-simulator';

export const WORKSPACES = ['payments', 'storefront', 'logistics', 'platform'];

/** What the frontend fills in. */
const TEMPLATE = 'examples/templates/deploy-container-image/template.yaml';

const ADMIN = 'user:default/admin';
const PEOPLE = 200;
/** Belongs to as many groups as is asked for. */
const MEMBER = 'user:default/member-of-many';
const teamName = (at: number) => `team-${at}`;
const teamRef = (at: number) => `group:default/${teamName(at)}`;

/** A template whose picker offers the workspaces of whoever fills in the form. */
const OWN_WORKSPACES = JSON.stringify({
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name: 'own-workspaces', title: 'Of one of my workspaces' },
  spec: {
    type: 'service',
    parameters: {
      title: 'Image',
      properties: {
        image: {
          title: 'Image',
          type: 'string',
          'ui:field': 'RegistryImagePicker',
        },
      },
    },
    steps: [],
  },
});

const personRef = (at: number) => `user:default/person-${at}`;

/** And what they own through. */
const people = new Map<string, string[]>([
  [ADMIN, ['group:default/platform-admins']],
  ...Array.from({ length: PEOPLE }, (_, at): [string, string[]] => [
    personRef(at),
    [`group:default/${WORKSPACES[at % WORKSPACES.length]}`],
  ]),
]);

export interface BackendOptions {
  /** Where it keeps everything. */
  directory: string;
  /** The folder of this repository. */
  repository: string;
  database: { sqlite: true } | { postgres: string };
  permissions: boolean;
  /** Served with the demo's template, to whoever signs in before the portal. */
  frontend?: BuiltFrontend;
  /** Of the catalog besides: `group:default/team-0` and so on. */
  groups?: number;
  /** A person who belongs to so many of these. */
  memberOf?: number;
}

/** How the process is. */
export interface Vitals {
  rssBytes: number;
  /** Milliseconds. */
  loopDelayP50: number;
  loopDelayP99: number;
  loopDelayMax: number;
  /** The most work of its thread at once: waiting for a processor is not counted. */
  heldMax: number;
}

interface Answer {
  status: number;
  body: any;
}

/** The portal's real backend in a process of its own, with the settings of production. */
export class BenchBackend {
  readonly url: string;
  readonly #options: BackendOptions;
  readonly #tokens: TokenIssuer;
  readonly #adminToken: string;
  readonly #configFile: string;
  readonly #encryptionKey = randomBytes(16).toString('hex');
  #child?: ChildProcess;

  static async start(options: BackendOptions): Promise<BenchBackend> {
    const { directory } = options;
    await mkdir(join(directory, 'database'), { recursive: true });
    const url = `http://127.0.0.1:${await freePort()}`;
    const backend = new BenchBackend(
      options,
      url,
      await TokenIssuer.create(directory, url),
    );
    const { groups = 0, memberOf = 0 } = options;
    const ofMember = Array.from({ length: memberOf }, (_, at) => teamRef(at));
    const everybody = new Map([...people, [MEMBER, ofMember]]);
    await writeFile(
      join(directory, 'workspaces.yaml'),
      workspaces(groups, everybody),
    );
    await writeFile(join(directory, 'template.yaml'), OWN_WORKSPACES);
    await backend.startAgain({});
    await admitPeople(authDatabase(options), everybody);
    await backend.#knowsWorkspaces(WORKSPACES.length + groups, 'admin');
    await backend.#knowsWorkspaces(memberOf, 'member');
    return backend;
  }

  private constructor(
    options: BackendOptions,
    url: string,
    tokens: TokenIssuer,
  ) {
    this.#options = options;
    this.url = url;
    this.#tokens = tokens;
    this.#adminToken = tokens.issue(ADMIN, people.get(ADMIN) ?? []);
    this.#configFile = join(options.directory, 'app-config.bench.yaml');
  }

  /** Starts it on the same database, with permissions or without. */
  async startAgain({ permissions }: { permissions?: boolean }): Promise<void> {
    await this.stop();
    const { directory, repository, frontend } = this.#options;
    await writeFile(
      this.#configFile,
      JSON.stringify(
        this.#config(permissions ?? this.#options.permissions),
        undefined,
        2,
      ),
    );
    const log = join(directory, 'backend.log');
    const child = forkTypeScript(
      join(repository, 'packages/backend/src/index.ts'),
      {
        args: ['--config', this.#configFile],
        preload: require.resolve('./monitor.ts'),
        cwd: join(repository, 'packages/backend'),
        env: {
          ...process.env,
          NODE_ENV: 'production',
          LOG_LEVEL: 'warn',
          ...(frontend && { NODE_PATH: frontend.folder }),
        },
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
    const sub = personRef(at % PEOPLE);
    const [workspace] = people.get(sub)!;
    return { token: this.#tokens.issue(sub, [workspace]), workspace };
  }

  /** The token of a platform admin, or of the person who belongs to many groups. */
  token(of: 'admin' | 'member'): string {
    return of === 'admin' ? this.#adminToken : this.#tokens.issue(MEMBER);
  }

  /** `GET /integrations`, as a platform admin. */
  async call(
    route: string,
    body?: object,
    headers?: Record<string, string>,
  ): Promise<Answer> {
    const [method, path] = route.split(' ');
    const response = await fetch(`${this.url}/api/integrated-registry${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#adminToken}`,
        'content-type': 'application/json',
        ...headers,
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${route} was answered with ${response.status}: ${text}`);
    }
    return { status: response.status, body: text && JSON.parse(text) };
  }

  /** Sends it as it is, as a platform admin, whatever the answer may be. */
  async attempt(
    route: string,
    body?: string,
    headers?: Record<string, string>,
  ): Promise<void> {
    const [method, path] = route.split(' ');
    const response = await fetch(`${this.url}/api/integrated-registry${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#adminToken}`,
        'content-type': 'application/json',
        ...headers,
      },
      ...(body !== undefined && { body }),
      signal: AbortSignal.timeout(60_000),
    });
    await response.text();
  }

  /** Integrates a registry and returns the integration's id. */
  async integrate(
    name: string,
    workspace: string,
    url: string,
  ): Promise<string> {
    const { body } = await this.call('POST /integrations', {
      workspace: `group:default/${workspace}`,
      type: 'docker',
      name,
      url,
    });
    return body.id;
  }

  /** Lets every workspace use an integration. */
  async share(id: string): Promise<void> {
    const { body } = await this.call(`GET /integrations/${id}`);
    await this.call(
      `PATCH /integrations/${id}`,
      { sharing: { with: 'everybody', workspaces: [] } },
      { 'If-Match': body.etag },
    );
  }

  /** Waits until all repositories of an integration are in the repository index. */
  async crawled(id: string, repositories: number): Promise<void> {
    for (;;) {
      const { repositoryIndex } = (await this.call(`GET /integrations/${id}`))
        .body;
      if (repositoryIndex.state === 'failed') {
        throw new Error(
          `The crawl failed: ${repositoryIndex.failure?.message}`,
        );
      }
      if (
        repositoryIndex.state === 'finished' &&
        repositoryIndex.repositories >= repositories
      ) {
        return;
      }
      await sleep(100);
    }
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

  /** The catalog reads its files in the background. */
  async #knowsWorkspaces(count: number, of: 'admin' | 'member'): Promise<void> {
    const headers = { authorization: `Bearer ${this.token(of)}` };
    for (;;) {
      const { body } = await this.call(
        'GET /workspaces?limit=1',
        undefined,
        headers,
      );
      if (body.totalItems >= count) {
        return;
      }
      await sleep(200);
    }
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

  #config(permissions: boolean): object {
    const { directory, database, repository, frontend } = this.#options;
    const { port } = new URL(this.url);
    return {
      app: {
        title: 'Benchmarks',
        baseUrl: this.url,
        ...(frontend && {
          packageName: frontend.packageName,
          packages: 'all',
          // The demo's does not load in production.
          extensions: [{ 'sign-in-page:app': false }],
        }),
      },
      organization: { name: 'Benchmarks' },
      backend: {
        baseUrl: this.url,
        listen: { host: '127.0.0.1', port: Number(port) },
        auth: { keys: [{ secret: randomBytes(24).toString('base64') }] },
        cache: { store: 'memory' },
        database:
          'sqlite' in database
            ? {
                client: 'better-sqlite3',
                connection: { directory: join(directory, 'database') },
              }
            : { client: 'pg', connection: database.postgres },
      },
      auth: { keyStore: this.#tokens.keyStore },
      permission: { enabled: permissions },
      integratedRegistry: {
        platformAdmins: ['group:default/platform-admins'],
        encryption: { keys: [{ id: 'bench', secret: this.#encryptionKey }] },
        network: { allow: ['127.0.0.1'] },
        limits: {
          connectionTestsPerMinute: 10_000,
          resolvesPerMinute: 10_000,
          imageUsesPerMinute: 10_000,
        },
        // What is crawled and checked is what the benchmark asks for.
        schedule: {
          health: {
            frequency: { hours: 12 },
            timeout: { hours: 1 },
            initialDelay: { hours: 12 },
          },
          crawl: {
            frequency: { hours: 12 },
            timeout: { hours: 1 },
            initialDelay: { hours: 12 },
          },
        },
      },
      catalog: {
        locations: [
          {
            type: 'file',
            target: join(directory, 'workspaces.yaml'),
            rules: [{ allow: ['Group', 'User'] }],
          },
          ...(frontend
            ? [join(repository, TEMPLATE), join(directory, 'template.yaml')]
            : []
          ).map(target => ({
            type: 'file',
            target,
            rules: [{ allow: ['Template'] }],
          })),
        ],
      },
    };
  }
}

export function sleep(ms: number): Promise<void> {
  return new Promise(done => setTimeout(done, ms));
}

function authDatabase({ database, directory }: BackendOptions): Knex.Config {
  if ('sqlite' in database) {
    return {
      client: 'better-sqlite3',
      connection: { filename: join(directory, 'database/auth.sqlite') },
      useNullAsDefault: true,
    };
  }
  const url = new URL(database.postgres);
  url.pathname = '/backstage_plugin_auth';
  return { client: 'pg', connection: url.href };
}

function workspaces(
  groups: number,
  everybody: ReadonlyMap<string, readonly string[]>,
): string {
  const entity = (
    kind: string,
    name: string,
    spec: object,
    metadata: object = {},
  ) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, ...metadata },
    spec,
  });
  return [
    ...WORKSPACES.map(name =>
      entity('Group', name, { type: 'team', children: [] }),
    ),
    ...Array.from({ length: groups }, (_, at) =>
      entity(
        'Group',
        teamName(at),
        { type: 'team', children: [] },
        {
          title: `Team ${at}`,
          description: 'Builds and runs a part of the portal’s software',
        },
      ),
    ),
    // Whom a frontend without a sign-in page takes everybody for.
    entity('User', 'guest', { memberOf: [WORKSPACES[0]] }),
    ...[...everybody].map(([ref, refs]) =>
      entity('User', ref.slice('user:default/'.length), {
        memberOf: refs.map(group => group.slice('group:default/'.length)),
      }),
    ),
  ]
    .map(each => JSON.stringify(each))
    .join('\n---\n');
}
