import { message } from 'backstage-plugin-integrated-registry-common';
import { z } from 'zod';
import { isRegistryError } from '../../errors';
import { CallOptions, RegistryCredential } from '../../provider';
import { HttpTransport, TransportResponse } from '../../transport';
import { orAborted } from '../../timing';
import { readJson } from '../../responses';
import { LoginAtOnce, ownAuthorization } from './basicAuthorization';
import {
  addressOf,
  noUsableToken,
  ofLoginService,
  plainRealm,
  tokenRefused,
  TokenRealm,
} from './tokenFailures';

/** The user name that says: the password is an identity token. */
const IDENTITY_TOKEN_USER = '<token>';
const CLIENT_ID = 'backstage-integrated-registry';
const MAX_TOKEN_ANSWER_BYTES = 64 * 1024;
/** Where the answer does not say how long a token lives. */
const DEFAULT_LIFETIME_SECONDS = 60;
const MAX_CACHED_TOKENS = 1_000;

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

  constructor(options: {
    transport: HttpTransport;
    /** A token address must not be less protected than this one. */
    registryUrl: string;
    credential?: RegistryCredential;
    /** How the credential goes to the token address; default Basic. */
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
    if (this.#secure && !realm.url.startsWith('https:')) {
      throw plainRealm();
    }
    const response = await this.#request(realm, scope?.split(' ') ?? []).catch(
      error => {
        throw isRegistryError(error) ? ofLoginService(error, realm) : error;
      },
    );
    if (response.httpStatus !== 200) {
      throw tokenRefused(response, {
        scope,
        realm,
        registryHost: this.#host,
        hasCredential: this.#credential !== undefined,
      });
    }
    const answer = readJson(
      response,
      tokenAnswerSchema,
      message('LOGIN_TOKEN_FROM', { address: addressOf(realm) }),
    );
    const token = answer.token || answer.access_token;
    // Anything else would not fit into a header.
    if (!token || !/^[\x21-\x7e]+$/.test(token)) {
      throw noUsableToken(response, realm);
    }
    const lifetime = answer.expires_in ?? DEFAULT_LIFETIME_SECONDS;
    return { token, lifetimeMs: lifetime * 1_000 };
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
}
