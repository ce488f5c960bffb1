import { randomUUID } from 'node:crypto';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Login } from '../../peers';
import { sendError, sendJson } from '../answers';
import { Quirks } from './quirks';

export interface GateOptions {
  logins: readonly Login[];
  /** Without logins, Basic asks for nothing and Bearer gives a token to everybody. */
  auth: 'basic' | 'bearer';
  tokenLifetimeSeconds: number;
  onToken?: (token: string) => void;
  quirks?: Quirks;
}

interface Token {
  /** `repository:team/app:pull` */
  scopes: Set<string>;
  expires: number;
}

const SERVICE = 'registry-simulator';
const TOKEN_PATH = '/token';

/**
 * Who comes in.
 *
 * Source: distribution project, "Token Authentication Specification" and "Token Scope
 * Documentation"; RFC 6750, section 3.
 */
export class Gate {
  readonly #options: GateOptions;
  readonly #quirks: Quirks;
  readonly #tokens = new Map<string, Token>();

  constructor(options: GateOptions) {
    this.#options = options;
    this.#quirks = options.quirks ?? {};
  }

  /** @returns whether the request may go on; if not, it has been answered */
  admits(request: IncomingMessage, response: ServerResponse): boolean {
    if (this.#options.auth === 'bearer') {
      return this.#admitsBearer(request, response);
    }
    if (this.#options.logins.length === 0 || this.#knows(request)) {
      return true;
    }
    const { challenge = 'Basic realm="Registry simulator"' } = this.#quirks;
    refuse(response, challenge);
    return false;
  }

  #knows({ headers }: IncomingMessage): boolean {
    return this.#options.logins.some(({ username, password }) => {
      const pair = Buffer.from(`${username}:${password}`).toString('base64');
      return headers.authorization === `Basic ${pair}`;
    });
  }

  #admitsBearer(request: IncomingMessage, response: ServerResponse): boolean {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.pathname === TOKEN_PATH) {
      this.#handOut(request, response, url);
      return false;
    }
    const needed = neededScope(
      request.method ?? 'GET',
      url.pathname,
      this.#quirks.tagsScope ?? 'pull',
    );
    const given = /^Bearer (.+)$/.exec(
      request.headers.authorization ?? '',
    )?.[1];
    const token = given === undefined ? undefined : this.#tokens.get(given);
    const alive = token !== undefined && token.expires > Date.now();
    if (alive && scopesOf(needed).every(scope => token.scopes.has(scope))) {
      return true;
    }
    const reason = alive ? 'insufficient_scope' : 'invalid_token';
    const challenge = [
      `realm="http://${request.headers.host}${TOKEN_PATH}"`,
      `service="${SERVICE}"`,
      ...(needed ? [`scope="${needed}"`] : []),
      ...(given === undefined ? [] : [`error="${reason}"`]),
    ];
    refuse(response, `Bearer ${challenge.join(',')}`);
    return false;
  }

  #handOut(request: IncomingMessage, response: ServerResponse, url: URL): void {
    if (this.#options.logins.length > 0 && !this.#knows(request)) {
      sendError(response, 401, 'UNAUTHORIZED', 'wrong user name or password');
      return;
    }
    const token = randomUUID();
    this.#options.onToken?.(token);
    const lifetime = this.#options.tokenLifetimeSeconds;
    this.#tokens.set(token, {
      // One parameter may carry several, divided by spaces.
      scopes: new Set(
        url.searchParams
          .getAll('scope')
          .flatMap(value => value.split(' '))
          .flatMap(scopesOf),
      ),
      expires: Date.now() + lifetime * 1_000,
    });
    const { tokenField, tokenWithoutLifetime } = this.#quirks;
    sendJson(response, 200, {
      ...(tokenField !== 'access_token' && { token }),
      ...(tokenField !== 'token' && { access_token: token }),
      ...(!tokenWithoutLifetime && {
        expires_in: lifetime,
        issued_at: new Date().toISOString(),
      }),
    });
  }
}

/** What a call needs; undefined where any token will do. */
function neededScope(
  method: string,
  path: string,
  tagsScope: string,
): string | undefined {
  if (path === '/v2/_catalog') {
    return 'registry:catalog:*';
  }
  const [, name, kind] =
    /^\/v2\/(.+?)\/(tags|manifests|blobs|referrers)\//.exec(path) ?? [];
  if (name === undefined) {
    return undefined;
  }
  if (kind === 'tags') {
    return `repository:${name}:${tagsScope}`;
  }
  const reads = method === 'GET' || method === 'HEAD';
  return `repository:${name}:${reads ? 'pull' : 'pull,push'}`;
}

/** `repository:team/app:pull,push` as one scope for each action. */
function scopesOf(scope: string | undefined): string[] {
  const last = scope?.lastIndexOf(':') ?? -1;
  return scope && last > 0
    ? scope
        .slice(last + 1)
        .split(',')
        .map(action => `${scope.slice(0, last)}:${action}`)
    : [];
}

function refuse(response: ServerResponse, challenge: string): void {
  response.setHeader('www-authenticate', challenge);
  sendError(response, 401, 'UNAUTHORIZED', 'authentication required');
}
