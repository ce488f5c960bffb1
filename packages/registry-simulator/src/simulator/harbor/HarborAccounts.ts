import { randomUUID } from 'node:crypto';
import { IncomingMessage } from 'node:http';
import { HarborAccount, HarborOptions, HarborPermission } from './options';

interface Token {
  account: HarborAccount | undefined;
  /** Repositories it opens for reading and for writing. */
  repositories: Set<string>;
  expires: number;
}

/** `wrong`: a credential that nobody has. */
export type HarborCaller = HarborAccount | 'anonymous' | 'wrong';

/** Who is who, and who may read which project. */
export class HarborAccounts {
  readonly #options: HarborOptions;
  readonly #onToken: (token: string) => void;
  readonly #tokens = new Map<string, Token>();

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
      this.#options.accounts.find(
        ({ username, password }) => given === `${username}:${password}`,
      ) ?? 'wrong'
    );
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
    const { kind = 'user', projects } = caller;
    return (
      (kind !== 'cliSecret' || by === 'tools') &&
      (kind === 'admin' ||
        (kind === 'robot' && projects === undefined) ||
        projects?.includes(project) === true)
    );
  }

  pulls(caller: HarborCaller, project: string): boolean {
    return (
      this.reads(caller, project, 'tools') &&
      this.may(caller, project, 'repository:pull')
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

  /** Everybody gets a token; it opens what its owner may read. */
  handOut(caller: HarborCaller, scopes: readonly string[]): string {
    const token = randomUUID();
    this.#onToken(token);
    const lifetime = this.#options.tokenLifetimeSeconds ?? 1_800;
    this.#tokens.set(token, {
      account: typeof caller === 'string' ? undefined : caller,
      repositories: new Set(
        scopes.flatMap(scope => {
          const [, name] = /^repository:(.+):[^:]*$/.exec(scope) ?? [];
          const project = name?.split('/')[0];
          return name && project && this.pulls(caller, project) ? [name] : [];
        }),
      ),
      expires: Date.now() + lifetime * 1_000,
    });
    return token;
  }

  get tokenLifetimeSeconds(): number {
    return this.#options.tokenLifetimeSeconds ?? 1_800;
  }

  /** Does the request's token open the repository? */
  opens({ headers }: IncomingMessage, repository: string): boolean {
    const [, given] = /^Bearer (.+)$/.exec(headers.authorization ?? '') ?? [];
    const token = this.#tokens.get(given ?? '');
    return (
      token !== undefined &&
      token.expires > Date.now() &&
      token.repositories.has(repository)
    );
  }
}

function isProjectRobot(caller: HarborCaller): boolean {
  return (
    typeof caller !== 'string' &&
    caller.kind === 'robot' &&
    caller.projects !== undefined
  );
}
