import { knex, Knex } from 'knex';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { admitPeople, TokenIssuer } from 'e2e';
import {
  freePort,
  RunningPostgres,
  SecretNet,
  startPostgres,
  startRedis,
} from 'registry-simulator';
import { eventually } from '../eventually';
import { OUTPUT } from '../paths';
import { LoadBalancer } from './LoadBalancer';
import {
  OWNED,
  PEOPLE,
  Person,
  PortalOptions,
  WORKSPACE,
  portalConfig,
  workspaces,
} from './portalConfig';
import { Replica } from './Replica';
import { Tasks } from './Tasks';
import { Turn } from './turn';

export { WORKSPACE };
export type { PortalOptions };

export interface Answer {
  status: number;
  body: any;
  headers: Headers;
}

/** Two backends on one PostgreSQL and one Redis behind nginx, each a process. */
export class ReplicatedPortal {
  readonly replicas: readonly Replica[];
  readonly loadBalancer: LoadBalancer;
  readonly postgres: RunningPostgres;
  readonly tasks = new Tasks(use => this.database(use));
  readonly #directory: string;
  readonly #tokens: Record<Person, string>;
  /** Looks for passwords in all that comes out. */
  readonly #net = new SecretNet();
  #redis: Awaited<ReturnType<typeof startRedis>>;
  #aheadMs = 0;

  static async start(options: PortalOptions): Promise<ReplicatedPortal> {
    const directory = await mkdtemp(join(tmpdir(), 'replicas-'));
    const [postgres, redis] = await Promise.all([
      startPostgres(options.databaseFolder),
      startRedis(),
    ]);
    const ports = await Promise.all(
      Array.from({ length: options.replicas ?? 2 }, () => freePort()),
    );
    const loadBalancer = await LoadBalancer.create(
      directory,
      ports.map(port => `127.0.0.1:${port}`),
    );
    const issuer = await TokenIssuer.create(directory, loadBalancer.url);
    await writeFile(join(directory, 'workspaces.yaml'), workspaces());
    await mkdir(OUTPUT, { recursive: true });
    const logFile = join(OUTPUT, `${options.name}.log`);
    await writeFile(logFile, '');
    const config = portalConfig(options, {
      baseUrl: loadBalancer.url,
      postgres: postgres.connectionString,
      redis: redis.url,
      keyStore: issuer.keyStore,
      workspaces: join(directory, 'workspaces.yaml'),
    });
    const portal = new ReplicatedPortal(
      directory,
      postgres,
      redis,
      loadBalancer,
      ports.map((port, at) => {
        const listen = { host: '127.0.0.1', port };
        return new Replica({
          directory,
          name: `replica-${at + 1}`,
          port,
          logFile,
          startsOften: options.startsOften,
          config: { ...config, backend: { ...config.backend, listen } },
        });
      }),
      issuer,
    );
    try {
      await portal.#start();
    } catch (error) {
      await portal.stop();
      throw error;
    }
    return portal;
  }

  private constructor(
    directory: string,
    postgres: RunningPostgres,
    redis: Awaited<ReturnType<typeof startRedis>>,
    loadBalancer: LoadBalancer,
    replicas: readonly Replica[],
    issuer: TokenIssuer,
  ) {
    this.#directory = directory;
    this.postgres = postgres;
    this.#redis = redis;
    this.loadBalancer = loadBalancer;
    this.replicas = replicas;
    // Clocks are turned by days.
    const issue = (person: Person) =>
      issuer.issue(PEOPLE[person], OWNED[person], 24 * 30);
    this.#tokens = { admin: issue('admin'), member: issue('member') };
  }

  /** What all replicas have printed. */
  get log(): string {
    return this.replicas.map(({ log }) => log).join('\n');
  }

  /** Lines of the log about what nobody caught. */
  get uncaught(): string[] {
    return this.log
      .split('\n')
      .filter(line => /unhandled ?rejection|uncaught ?exception/i.test(line));
  }

  /** `GET /integrations`, through nginx unless an address is given. */
  async call(
    route: string,
    body?: object,
    {
      as = 'admin',
      at = this.loadBalancer.url,
      headers = {},
    }: { as?: Person; at?: string; headers?: Record<string, string> } = {},
  ): Promise<Answer> {
    this.#net.addFrom(body);
    const [method, path] = route.split(' ');
    const response = await fetch(`${at}/api/integrated-registry${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#tokens[as]}`,
        'content-type': 'application/json',
        // A connection that is kept may be closed just when it is used again.
        connection: 'close',
        ...headers,
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    this.#net.inspect('an answer', text);
    const json = response.headers.get('content-type')?.includes('json');
    return {
      status: response.status,
      headers: response.headers,
      body: json && text ? JSON.parse(text) : text,
    };
  }

  /** The same, and what it answered. @throws where it failed */
  async ask(...call: Parameters<ReplicatedPortal['call']>): Promise<any> {
    const { status, body } = await this.call(...call);
    if (status >= 400) {
      throw new Error(`${call[0]}: ${status} ${JSON.stringify(body)}`);
    }
    return body;
  }

  /** Integrates a registry, and waits until it is in the repository index. */
  async integrate(integration: object, at?: string): Promise<string> {
    const { id } = await this.ask(
      'POST /integrations',
      { workspace: WORKSPACE, ...integration },
      { at },
    );
    return id;
  }

  /** Changes an integration as it is now. */
  async change(id: string, changes: object): Promise<void> {
    const { etag } = await this.ask(`GET /integrations/${id}`);
    await this.ask(`PATCH /integrations/${id}?verify=false`, changes, {
      headers: { 'if-match': etag },
    });
  }

  async remove(id: string): Promise<void> {
    const { etag } = await this.ask(`GET /integrations/${id}`);
    await this.ask(`DELETE /integrations/${id}`, undefined, {
      headers: { 'if-match': etag },
    });
  }

  async crawled(id: string, seconds = 60): Promise<any> {
    return eventually(`the integration ${id} is crawled`, seconds, async () => {
      const found = await this.ask(`GET /integrations/${id}`);
      return found.repositoryIndex.state === 'finished' && found;
    });
  }

  /** The time of its replicas, in milliseconds. */
  now(): number {
    return Date.now() + this.#aheadMs;
  }

  /**
   * Turns the clocks of replicas and scheduler ahead: what is due by then is done within the few
   * seconds after which the scheduler looks.
   *
   * @param betweenWorks - waits until nothing is under way that would find its own time over
   */
  async turnClocks(
    milliseconds: number,
    { betweenWorks = false } = {},
  ): Promise<void> {
    this.#aheadMs += milliseconds;
    await this.tasks.turn(
      milliseconds,
      () => this.turn({ aheadMs: this.#aheadMs }),
      betweenWorks,
    );
  }

  /** Resolves when all replicas that run have done so. */
  async turn(turn: Turn): Promise<void> {
    await Promise.all(this.replicas.map(replica => replica.turn(turn)));
  }

  /** Does something with the plugin's database. */
  async database<T>(use: (db: Knex) => Promise<T>): Promise<T> {
    const url = new URL(this.postgres.connectionString);
    url.pathname = '/backstage_plugin_integrated-registry';
    const db = knex({ client: 'pg', connection: url.href });
    try {
      return await use(db);
    } finally {
      await db.destroy();
    }
  }

  /** Ends Redis; the returned function starts an empty one at the same address. */
  async takeRedisAway(): Promise<() => Promise<void>> {
    const { port } = new URL(this.#redis.url);
    await this.#redis.stop();
    return async () => {
      this.#redis = await startRedis(Number(port));
    };
  }

  get redisUrl(): string {
    return this.#redis.url;
  }

  async stop(): Promise<void> {
    await Promise.all(this.replicas.map(replica => replica.stop()));
    await this.loadBalancer.stop();
    await this.#redis.stop();
    await this.postgres.stop();
    await rm(this.#directory, { recursive: true, force: true });
    this.#net.inspect('a log', this.log);
    this.#net.assertNoLeaks();
  }

  async #start(): Promise<void> {
    const [first, ...others] = this.replicas;
    // One replica first on an empty database.
    await first.start();
    const url = new URL(this.postgres.connectionString);
    url.pathname = '/backstage_plugin_auth';
    await admitPeople(
      { client: 'pg', connection: url.href },
      new Map(
        Object.entries(OWNED).map(([person, owned]) => [
          PEOPLE[person as Person],
          owned,
        ]),
      ),
    );
    await Promise.all(others.map(replica => replica.start()));
    await this.loadBalancer.start();
    // The catalog reads its files in the background.
    await eventually('the catalog knows the workspaces', 60, async () => {
      const { status, body } = await this.call('GET /workspaces');
      return status === 200 && body.items.length > 0;
    });
  }
}
