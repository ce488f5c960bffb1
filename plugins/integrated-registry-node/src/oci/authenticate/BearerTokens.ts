import { z } from 'zod';
import { isRegistryError, RegistryError } from '../../provider/RegistryError';
import {
  CallOptions,
  RegistryCredential,
} from '../../provider/RegistryProvider';
import {
  HttpTransport,
  TransportResponse,
} from '../../transport/HttpTransport';
import { orAborted } from '../../transport/abort';
import { errorOf, isRefusedLogin, loginRefused, readJson } from '../responses';
import { LoginAtOnce, ownAuthorization } from './basicAuthorization';

/** Where tokens come from, as a Bearer challenge names it. */
export interface TokenRealm {
  /** http or https. */
  url: string;
  service?: string;
}

/** The user name that says: the password is an identity token. */
const IDENTITY_TOKEN_USER = '<token>';
const CLIENT_ID = 'backstage-integrated-registry';
const MAX_TOKEN_ANSWER_BYTES = 64 * 1024;
/** Where the answer does not say how long a token lives. */
const DEFAULT_LIFETIME_SECONDS = 60;
const MAX_CACHED_TOKENS = 1_000;

const ASK_FOR_REALM =
  'Ask the registry’s administrator to correct its token address (realm), or to let the portal reach it. In Harbor, that is external_url in harbor.yml.';
/** What is wrong with the address itself, and so with what the registry names. */
const WRONG_ADDRESS = ['DNS_FAILED', 'CONNECTION_REFUSED'];

const tokenAnswerSchema = z.object({
  token: z.string().optional().catch(undefined),
  access_token: z.string().optional().catch(undefined),
  expires_in: z
    .union([
      z.number().nonnegative(),
      z.string().regex(/^\d+$/).transform(Number),
    ])
    .optional()
    .catch(undefined),
});

interface CachedToken {
  token: Promise<string>;
  /** By the monotonic clock, in milliseconds; until the token is there, it is good. */
  goodUntil: number;
}

/**
 * Gets tokens and keeps each until shortly before it expires. Callers that want the same token at
 * the same time share one request.
 *
 * Source: distribution's `docs/spec/auth/token.md` and `docs/spec/auth/oauth.md`.
 */
export class BearerTokens {
  readonly #transport: HttpTransport;
  readonly #credential: RegistryCredential | undefined;
  readonly #form: LoginAtOnce | undefined;
  readonly #secure: boolean;
  readonly #host: string;
  readonly #cached = new Map<string, CachedToken>();
  readonly #withoutOAuth = new Set<string>();

  static create(options: {
    transport: HttpTransport;
    /** A token address must not be less protected than this one. */
    registryUrl: string;
    credential?: RegistryCredential;
    /** How the credential goes to the token address; default Basic. */
    loginAtOnce?: LoginAtOnce;
  }) {
    return new BearerTokens(options);
  }

  private constructor(options: {
    transport: HttpTransport;
    registryUrl: string;
    credential?: RegistryCredential;
    loginAtOnce?: LoginAtOnce;
  }) {
    this.#transport = options.transport;
    this.#credential = options.credential;
    this.#form = options.loginAtOnce;
    this.#secure = options.registryUrl.startsWith('https:');
    this.#host = new URL(options.registryUrl).host;
  }

  /**
   * @param scope - space-separated entries, or none for a token that only says who one is
   * @param options - `refused`: a token the registry did not take; another is fetched
   * @throws RegistryError
   */
  async get(
    realm: TokenRealm,
    scope: string | undefined,
    options: CallOptions & { refused?: string },
  ): Promise<string> {
    const key = JSON.stringify([realm.url, realm.service, scope]);
    const cached = this.#cached.get(key);
    if (cached && performance.now() < cached.goodUntil) {
      const token = await orAborted(cached.token, options.signal);
      if (token !== options.refused) {
        return token;
      }
    }
    // Another caller may have replaced the refused token meanwhile.
    const newer = this.#cached.get(key);
    if (newer && newer !== cached && performance.now() < newer.goodUntil) {
      return orAborted(newer.token, options.signal);
    }
    return orAborted(this.#fetchAndKeep(key, realm, scope), options.signal);
  }

  #fetchAndKeep(
    key: string,
    realm: TokenRealm,
    scope: string | undefined,
  ): Promise<string> {
    const started = performance.now();
    const entry: CachedToken = {
      goodUntil: Infinity,
      token: this.#fetch(realm, scope).then(
        ({ token, lifetimeMs }) => {
          // The reserve must stay smaller than the lifetime, however short that is.
          const reserveMs = Math.min(10_000, lifetimeMs / 4);
          entry.goodUntil = started + lifetimeMs - reserveMs;
          return token;
        },
        error => {
          if (this.#cached.get(key) === entry) {
            this.#cached.delete(key);
          }
          throw error;
        },
      ),
    };
    // Whoever waits gets the error; where nobody waits any more, nobody needs it.
    entry.token.catch(() => {});
    this.#cached.delete(key);
    this.#cached.set(key, entry);
    for (const oldest of this.#cached.keys()) {
      if (this.#cached.size <= MAX_CACHED_TOKENS) {
        break;
      }
      this.#cached.delete(oldest);
    }
    return entry.token;
  }

  async #fetch(realm: TokenRealm, scope: string | undefined) {
    this.#checkRealm(realm);
    const response = await this.#request(realm, scope?.split(' ') ?? []).catch(
      error => {
        throw isRegistryError(error) ? ofLoginService(error, realm) : error;
      },
    );
    if (response.httpStatus !== 200) {
      throw this.#refusal(response, scope, realm);
    }
    const answer = readJson(
      response,
      tokenAnswerSchema,
      `a login token from ${addressOf(realm)}`,
    );
    const token = answer.token || answer.access_token;
    // Anything else would not fit into a header.
    if (!token || !/^[\x21-\x7e]+$/.test(token)) {
      throw new RegistryError('BAD_RESPONSE', {
        message: `The registry’s login service answered without a usable token. ${namedBy(
          realm,
        )}`,
        remedy: ASK_FOR_REALM,
        upstreamStatus: response.httpStatus,
      });
    }
    const lifetime = answer.expires_in ?? DEFAULT_LIFETIME_SECONDS;
    return { token, lifetimeMs: lifetime * 1_000 };
  }

  #checkRealm(realm: TokenRealm) {
    if (this.#secure && !realm.url.startsWith('https:')) {
      throw new RegistryError('BAD_RESPONSE', {
        message:
          'The registry is reached over https, but wants the login to be sent over plain http.',
        remedy:
          'Ask the registry’s administrator to set its token address (realm) to https. In Harbor, that is external_url in harbor.yml.',
      });
    }
  }

  async #request(
    realm: TokenRealm,
    scopes: string[],
  ): Promise<TransportResponse> {
    // A token is shared by several callers, so it does not end with one of them: the transport's
    // deadline ends it.
    const { signal } = new AbortController();
    if (
      this.#credential?.username === IDENTITY_TOKEN_USER &&
      this.#form === undefined &&
      !this.#withoutOAuth.has(realm.url)
    ) {
      const response = await this.#transport.request({
        url: realm.url,
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          accept: 'application/json',
        },
        body: new URLSearchParams({
          grant_type: 'refresh_token',
          client_id: CLIENT_ID,
          ...(realm.service !== undefined && { service: realm.service }),
          ...(scopes.length > 0 && { scope: scopes.join(' ') }),
          refresh_token: this.#credential.password,
        }).toString(),
        // The secret is in the body, which a redirect would take along.
        followRedirects: false,
        maxBytes: MAX_TOKEN_ANSWER_BYTES,
        signal,
      });
      if (response.httpStatus !== 404 && response.httpStatus !== 405) {
        return response;
      }
      this.#withoutOAuth.add(realm.url);
    }
    const url = new URL(realm.url);
    if (realm.service !== undefined) {
      url.searchParams.set('service', realm.service);
    }
    scopes.forEach(scope => url.searchParams.append('scope', scope));
    return this.#transport.request({
      url: url.toString(),
      headers: { accept: 'application/json' },
      ...(this.#credential && {
        authorization: ownAuthorization(this.#credential, this.#form),
      }),
      maxBytes: MAX_TOKEN_ANSWER_BYTES,
      signal,
    });
  }

  /** Whose address is another than the registry's is named by it. */
  #nameOf(realm: TokenRealm): string {
    return new URL(realm.url).host === this.#host
      ? 'the registry'
      : `the registry’s login service ${addressOf(realm)}`;
  }

  #refusal(
    response: TransportResponse,
    scope: string | undefined,
    realm: TokenRealm,
  ): RegistryError {
    const hasCredential = this.#credential !== undefined;
    const { httpStatus: upstreamStatus } = response;
    if (upstreamStatus >= 500) {
      return new RegistryError('UPSTREAM_ERROR', {
        message: `The registry’s login service failed with HTTP ${upstreamStatus}. ${namedBy(
          realm,
        )}`,
        remedy:
          'Try again later. If it stays, ask the registry’s administrator to look at the log of its token service.',
        upstreamStatus,
      });
    }
    // RFC 6749, section 5.2: `invalid_grant` comes with 400.
    const isRefused = isRefusedLogin(response) || upstreamStatus === 400;
    if (hasCredential && isRefused && scope === undefined) {
      return loginRefused(response, this.#nameOf(realm));
    }
    if (hasCredential && isRefused) {
      // Some give out no token for what does not exist, or may not be read.
      return new RegistryError('FORBIDDEN', {
        message: `Access denied: the registry’s login service gave this user no token for ${namesIn(
          scope,
        )}.`,
        remedy: 'Check the name, and that this user may read it.',
        upstreamStatus,
      });
    }
    if (response.httpStatus === 406 && !hasCredential) {
      // How Artifactory says to callers without a login that it has no token for them.
      return new RegistryError('UNAUTHORIZED', {
        message: 'The registry demands a login.',
        remedy: 'Enter a user name and a password.',
        upstreamStatus: response.httpStatus,
      });
    }
    if (response.httpStatus === 404) {
      return new RegistryError('BAD_RESPONSE', {
        message: `The registry’s login service was not found: ${addressOf(
          realm,
        )}, the address the registry names for it, answered HTTP 404.`,
        remedy: ASK_FOR_REALM,
        upstreamStatus: response.httpStatus,
      });
    }
    return errorOf(response, {
      what: `a login token from ${addressOf(realm)}`,
      hasCredential,
    });
  }
}

/** As in `repository:team/app:pull`. */
function namesIn(scope: string | undefined): string {
  const names = (scope ?? '')
    .split(' ')
    .map(entry => /^repository:(.+):[^:]*$/.exec(entry)?.[1] ?? entry);
  return names.join(', ');
}

/** That it is the login service that cannot be reached, and not the registry. */
function ofLoginService(
  error: RegistryError,
  realm: TokenRealm,
): RegistryError {
  return error.code === 'RATE_LIMITED'
    ? error
    : new RegistryError(error.code, {
        ...error.toFailure(),
        ...(WRONG_ADDRESS.includes(error.code) && { remedy: ASK_FOR_REALM }),
        message: `The registry’s login service failed: ${
          error.message
        } ${namedBy(realm)}`,
      });
}

function namedBy(realm: TokenRealm): string {
  return `The registry names this address for it: ${addressOf(realm)}.`;
}

/** Without a query, in which there may be a secret. */
function addressOf(realm: TokenRealm): string {
  const { origin, pathname } = new URL(realm.url);
  return `${origin}${pathname}`.slice(0, 200);
}
