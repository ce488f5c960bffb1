import { randomUUID } from 'node:crypto';
import { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../readBody';
import { authenticationRequired, refusal, sendBody } from './answers';
import { ArtifactoryCaller } from './ArtifactoryCaller';
import { ArtifactoryOptions } from './options';

interface Minted {
  id: string;
  value: string;
  username: string;
  description: string;
  groups: readonly string[];
  issuedAt: number;
  /** Seconds since 1970; undefined: for ever. */
  expiresAt?: number;
  /** Those that end soon are not stored, so that nobody can list or revoke them. */
  stored: boolean;
}

const ISSUER = 'jfac@01h0000000000000000000000';
const PERSISTENCY_THRESHOLD_SECONDS = 10_800;

/**
 * Access tokens that somebody has it make.
 *
 * Source: JFrog REST API, "Create Token", "Get Tokens", "Revoke Token by ID". No recording shows it. That a token
 * with the rights of groups is for administrators, and opens nothing under another user name, is inferred:
 * the strictest that there may be.
 */
export class ArtifactoryTokens {
  readonly #options: ArtifactoryOptions;
  readonly #onToken: (token: string) => void;
  readonly #minted = new Set<Minted>();

  constructor(
    options: ArtifactoryOptions,
    onToken: (token: string) => void = () => {},
  ) {
    this.#options = options;
    this.#onToken = onToken;
  }

  usernames(): string[] {
    return [...this.#minted].map(({ username }) => username);
  }

  /** @param username - of Basic; undefined for a bearer token */
  callerOf(value: string, username?: string): ArtifactoryCaller | undefined {
    const token = [...this.#minted].find(known => known.value === value);
    const over = (token?.expiresAt ?? Infinity) * 1_000 <= Date.now();
    if (
      !token ||
      over ||
      (username !== undefined && username !== token.username)
    ) {
      return undefined;
    }
    return {
      anonymous: false,
      admin: false,
      username: token.username,
      reads: key =>
        token.groups.some(group =>
          this.#options.groups?.[group]?.includes(key),
        ),
    };
  }

  /** @throws Refusal */
  async serve(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
    caller: ArtifactoryCaller,
    id: string | undefined,
  ): Promise<void> {
    if (caller.anonymous) {
      throw authenticationRequired();
    }
    if (request.method === 'POST' && id === undefined) {
      this.#create(response, caller, await readBody(request));
    } else if (request.method === 'GET' && id === undefined) {
      this.#list(response, caller, url.searchParams.get('description'));
    } else if (request.method === 'DELETE' && id !== undefined) {
      this.#revoke(response, caller, id);
    } else {
      throw refusal(405, 'Method Not Allowed');
    }
  }

  #create(response: ServerResponse, caller: ArtifactoryCaller, body: Buffer) {
    const {
      username = caller.username,
      scope = 'applied-permissions/user',
      expires_in: seconds = 31_536_000,
      description = '',
    } = parse(body);
    const [, names] = /^applied-permissions\/groups:(.+)$/.exec(scope) ?? [];
    if (names === undefined || !Number.isInteger(seconds) || seconds < 0) {
      // Others are asked for by nobody here.
      throw refusal(400, 'Bad Request');
    }
    if (!caller.admin) {
      throw refusal(403, 'Forbidden');
    }
    const now = Math.floor(Date.now() / 1_000);
    // "It will be converted to lowercase by the API."
    const user = username.toLowerCase();
    const id = randomUUID();
    const part = (content: object) =>
      Buffer.from(JSON.stringify(content)).toString('base64url');
    const token: Minted = {
      id,
      value: [
        part({ alg: 'RS256', typ: 'JWT' }),
        part({ sub: `${ISSUER}/users/${user}`, scp: scope, jti: id }),
        part({ signature: randomUUID() }),
      ].join('.'),
      username: user,
      description,
      groups: [...names.matchAll(/"([^"]*)"/g)].map(([, group]) => group),
      issuedAt: now,
      ...(seconds > 0 && { expiresAt: now + seconds }),
      stored: seconds === 0 || seconds >= PERSISTENCY_THRESHOLD_SECONDS,
    };
    this.#onToken(token.value);
    this.#minted.add(token);
    sendBody(response, {
      token_id: id,
      access_token: token.value,
      expires_in: seconds,
      scope,
      token_type: 'Bearer',
    });
  }

  /** By description, or by its beginning with a `*` at its end; administrators see those of all. */
  #list(
    response: ServerResponse,
    caller: ArtifactoryCaller,
    asked: string | null,
  ) {
    const wanted = ({ description }: Minted) =>
      asked === null ||
      (asked.endsWith('*')
        ? description.startsWith(asked.slice(0, -1))
        : description === asked);
    const shown = [...this.#minted].filter(
      token =>
        token.stored &&
        (caller.admin || token.username === caller.username) &&
        wanted(token),
    );
    sendBody(response, {
      tokens: shown.map(token => ({
        token_id: token.id,
        subject: `${ISSUER}/users/${token.username}`,
        ...(token.expiresAt !== undefined && { expiry: token.expiresAt }),
        issued_at: token.issuedAt,
        issuer: ISSUER,
        description: token.description,
        refreshable: false,
      })),
    });
  }

  #revoke(response: ServerResponse, caller: ArtifactoryCaller, id: string) {
    const token = [...this.#minted].find(
      known => known.stored && known.id === id,
    );
    if (!token) {
      throw refusal(404, 'Token not found');
    }
    if (!caller.admin && token.username !== caller.username) {
      throw refusal(403, 'Forbidden');
    }
    this.#minted.delete(token);
    response.writeHead(200, { 'content-type': 'text/plain' });
    response.end('Token revoked');
  }
}

function parse(body: Buffer): {
  username?: string;
  scope?: string;
  expires_in?: number;
  description?: string;
} {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw refusal(400, 'Bad Request');
  }
}
