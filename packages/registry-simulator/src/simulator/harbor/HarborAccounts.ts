import { randomUUID } from 'node:crypto';
import { IncomingMessage } from 'node:http';
import { HarborAccount, HarborOptions, HarborPermission } from './options';

interface Token {
  /** What it opens: `team/app:pull`, `team/app:push`. */
  opens: Set<string>;
  expires: number;
}

/** `wrong`: a credential that nobody has. */
export type HarborCaller = HarborAccount | 'anonymous' | 'wrong';

/** Who is who, and who may read which project. */
export class HarborAccounts {
  readonly #options: HarborOptions;
  readonly #onToken: (token: string) => void;
  readonly #tokens = new Map<string, Token>();
  readonly #minted = new Set<HarborAccount>();

  constructor(
    options: HarborOptions,
    onToken: (token: string) => void = () => {},
  ) {
    this.#options = options;
    this.#onToken = onToken;
  }

  callerOf({ headers }: IncomingMessage): HarborCaller {
    const [, pair] = /^Basic (.+)$/.exec(headers.authorization ?? '') ?? [];
    if (pair === undefined) {
      return 'anonymous';
    }
    const given = Buffer.from(pair, 'base64').toString('utf8');
    return (
      this.all().find(
        ({ username, password, expiresAt = -1 }) =>
          given === `${username}:${password}` &&
          (expiresAt === -1 || expiresAt * 1_000 > Date.now()),
      ) ?? 'wrong'
    );
  }

  all(): readonly HarborAccount[] {
    return [...this.#options.accounts, ...this.#minted];
  }

  /** Those that were added and not removed. */
  minted(): readonly HarborAccount[] {
    return [...this.#minted];
  }

  add(account: HarborAccount): void {
    this.#onToken(account.password);
    this.#minted.add(account);
  }

  remove(account: HarborAccount): void {
    this.#minted.delete(account);
  }

  isPublic(project: string): boolean {
    return (this.#options.projects ?? []).some(
      known => known.name === project && known.public === true,
    );
  }

  /** May the caller read the project, by the API or by the container tools? */
  reads(caller: HarborCaller, project: string, by: 'api' | 'tools'): boolean {
    if (this.isPublic(project) && !isProjectRobot(caller)) {
      return true;
    }
    if (typeof caller === 'string') {
      return false;
    }
    const { kind = 'user' } = caller;
    return (kind !== 'cliSecret' || by === 'tools') && isOf(caller, project);
  }

  /** May the caller make and end robots of this project, or without one of the system? */
  administers(caller: HarborAccount, project?: string): boolean {
    return (
      caller.kind === 'admin' ||
      (project !== undefined && caller.adminOf?.includes(project) === true)
    );
  }

  pulls(caller: HarborCaller, project: string): boolean {
    return (
      this.reads(caller, project, 'tools') &&
      this.may(caller, project, 'repository:pull')
    );
  }

  /** That a project is public opens it to nobody for this. */
  pushes(caller: HarborCaller, project: string): boolean {
    return (
      typeof caller !== 'string' &&
      isOf(caller, project) &&
      (caller.permissions?.includes('repository:push') ?? true)
    );
  }

  /** May the caller, who reads the project, do this in it? */
  may(
    caller: HarborCaller,
    project: string,
    permission: HarborPermission,
  ): boolean {
    return (
      typeof caller === 'string' ||
      caller.permissions === undefined ||
      (this.isPublic(project) && !isProjectRobot(caller)) ||
      caller.permissions.includes(permission)
    );
  }

  /** Everybody gets a token; it opens what its owner may do. */
  handOut(caller: HarborCaller, scopes: readonly string[]): string {
    const token = randomUUID();
    this.#onToken(token);
    const lifetime = this.#options.tokenLifetimeSeconds ?? 1_800;
    this.#tokens.set(token, {
      opens: new Set(
        scopes.flatMap(scope => {
          const [, name, actions] =
            /^repository:(.+):([^:]*)$/.exec(scope) ?? [];
          const project = name?.split('/')[0];
          return project === undefined
            ? []
            : actions
                .split(',')
                .filter(action => this.#permits(caller, project, action))
                .map(action => `${name}:${action}`);
        }),
      ),
      expires: Date.now() + lifetime * 1_000,
    });
    return token;
  }

  #permits(caller: HarborCaller, project: string, action: string): boolean {
    return action === 'push'
      ? this.pushes(caller, project)
      : this.pulls(caller, project);
  }

  get tokenLifetimeSeconds(): number {
    return this.#options.tokenLifetimeSeconds ?? 1_800;
  }

  /** Does the request's token open the repository for this? */
  opens(
    { headers }: IncomingMessage,
    repository: string,
    action: 'pull' | 'push',
  ): boolean {
    const [, given] = /^Bearer (.+)$/.exec(headers.authorization ?? '') ?? [];
    const token = this.#tokens.get(given ?? '');
    return (
      token !== undefined &&
      token.expires > Date.now() &&
      token.opens.has(`${repository}:${action}`)
    );
  }
}

function isOf(
  { kind, projects, adminOf }: HarborAccount,
  project: string,
): boolean {
  return (
    kind === 'admin' ||
    (kind === 'robot' && projects === undefined) ||
    projects?.includes(project) === true ||
    adminOf?.includes(project) === true
  );
}

export function levelOf({ level, projects }: HarborAccount) {
  return level ?? (projects ? 'project' : 'system');
}

function isProjectRobot(caller: HarborCaller): boolean {
  return (
    typeof caller !== 'string' &&
    caller.kind === 'robot' &&
    levelOf(caller) === 'project'
  );
}
