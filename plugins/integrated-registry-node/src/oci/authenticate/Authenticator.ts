import { Text } from 'backstage-plugin-integrated-registry-common';
import { isRegistryError, RegistryError } from '../../errors';
import { errorOf } from '../../responses';
import { RegistryCredential } from '../../provider';
import {
  HttpTransport,
  TransportRequest,
  TransportResponse,
} from '../../transport';
import { orAborted } from '../../timing';
import {
  basicAuthorization,
  LoginAtOnce,
  ownAuthorization,
} from './basicAuthorization';
import { BearerTokens } from './BearerTokens';
import { DemandedScopes } from './DemandedScopes';
import { noTokenAddress, readScheme, Scheme } from './schemes';

/** These come from the login service at its right address. */
const OF_LOGIN_SERVICE = ['FORBIDDEN', 'RATE_LIMITED', 'UNAUTHORIZED'];

/** @see Authenticator.send */
export type AuthenticatedRequest = Omit<TransportRequest, 'authorization'> & {
  /** As in `repository:team/app:pull`; none where any token will do. */
  scope?: string;
};

/**
 * Sends requests the way the registry wants them, and remembers that way, so that calls do not
 * take two round trips. The credential goes to the registry's own origin and to the token address
 * that this origin names, nowhere else.
 */
export class Authenticator {
  readonly #transport: HttpTransport;
  readonly #origin: string;
  readonly #pingUrl: string;
  readonly #credential: RegistryCredential | undefined;
  readonly #loginAtOnce: LoginAtOnce | undefined;
  readonly #tokens: BearerTokens;
  readonly #demandedScopes = new DemandedScopes();
  #scheme: Promise<Scheme> | undefined;

  constructor(options: {
    transport: HttpTransport;
    /** Without trailing slash and without `/v2`. */
    registryUrl: string;
    credential?: RegistryCredential;
    /** Send the credential before it is demanded. */
    loginAtOnce?: LoginAtOnce;
  }) {
    this.#transport = options.transport;
    this.#origin = new URL(options.registryUrl).origin;
    this.#pingUrl = `${options.registryUrl}/v2/`;
    this.#credential = options.credential;
    this.#tokens = new BearerTokens(options);
    if (options.credential && options.loginAtOnce) {
      this.#loginAtOnce = options.loginAtOnce;
    }
  }

  get hasCredential(): boolean {
    return this.#credential !== undefined;
  }

  /** Is the credential sent before it is demanded? */
  get logsInAtOnce(): boolean {
    return this.#loginAtOnce !== undefined;
  }

  /** Sends a request; on a 401, once more with a fresh token or in the way the answer demands. */
  async send(request: AuthenticatedRequest): Promise<TransportResponse> {
    const { scope: ownScope, ...rest } = request;
    const { signal } = request;
    const authorization = await this.#usualAuthorization(
      this.#demandedScopes.of(request.url, ownScope),
      signal,
    );
    const response = await this.#transport.request({ ...rest, authorization });
    if (response.httpStatus !== 401) {
      return response;
    }
    const demanded = this.schemeOf(response);
    let scope = ownScope;
    if (demanded.kind === 'bearer') {
      scope = this.#demandedScopes.note(request.url, ownScope, demanded.scope);
    } else if (
      demanded.kind !== 'lost' &&
      (demanded.kind === 'open' || authorization !== undefined)
    ) {
      return response;
    }
    const again = await this.#authorizationFor(demanded, {
      signal,
      scope,
      refused: authorization,
    });
    if (again === undefined || again === authorization) {
      return response;
    }
    if (!this.#loginAtOnce) {
      this.#scheme = Promise.resolve(demanded);
    }
    const answer = await this.#transport.request({
      ...rest,
      authorization: again,
    });
    if (answer.httpStatus !== 401) {
      this.#scheme = Promise.resolve(demanded);
    } else {
      this.#demandedScopes.forget(request.url, ownScope);
    }
    return answer;
  }

  /**
   * Sends a request with a login that is made for it, whatever is cached, so that the answer tells
   * about the credential of now.
   *
   * @param scope - none for a token that only says who one is
   * @param as - `anybody`: leave the credential out
   */
  async sendWith(
    scheme: Scheme,
    scope: string | undefined,
    request: Omit<TransportRequest, 'authorization'>,
    as: 'self' | 'anybody' = 'self',
  ): Promise<{ response: TransportResponse; token?: string }> {
    const credential = as === 'self' ? this.#credential : undefined;
    if (scheme.kind === 'lost') {
      throw noTokenAddress(scheme.realm);
    }
    if (scheme.kind === 'bearer') {
      const token = await new BearerTokens({
        transport: this.#transport,
        registryUrl: this.#pingUrl,
        credential,
      }).get(scheme.realm, scope, request);
      const response = await this.#transport.request({
        ...request,
        authorization: `Bearer ${token}`,
      });
      return { response, token };
    }
    const response = await this.#transport.request({
      ...request,
      ...(credential && { authorization: basicAuthorization(credential) }),
    });
    return { response };
  }

  /** An answer that is not the one that was asked for, as the error it means. */
  errorOf(response: TransportResponse, what: Text): RegistryError {
    return errorOf(response, { what, hasCredential: this.hasCredential });
  }

  /** What an answer demands. Only the registry's own origin may name a way to log in. */
  schemeOf(response: TransportResponse): Scheme {
    const header = response.headers.get('www-authenticate');
    if (
      response.httpStatus !== 401 ||
      !header ||
      new URL(response.url).origin !== this.#origin
    ) {
      return { kind: 'open' };
    }
    return readScheme(header);
  }

  /** As the registry wanted it before; where that fails, it is asked anew the next time. */
  async #usualAuthorization(
    scope: string | undefined,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    const scheme = await this.#learnScheme(signal);
    const used = this.#scheme;
    try {
      return await this.#authorization(scheme, scope, { signal });
    } catch (error) {
      const isService =
        !isRegistryError(error) || OF_LOGIN_SERVICE.includes(error.code);
      if (!isService && this.#scheme === used) {
        // The registry may name another address meanwhile.
        this.#scheme = undefined;
      }
      throw error;
    }
  }

  /** Asks `/v2/` once for all callers. */
  async #learnScheme(signal: AbortSignal): Promise<Scheme> {
    if (!this.#scheme) {
      const learning = this.#askForScheme();
      learning.catch(() => {
        if (this.#scheme === learning) {
          this.#scheme = undefined;
        }
      });
      this.#scheme = learning;
    }
    return orAborted(this.#scheme, signal);
  }

  async #askForScheme(): Promise<Scheme> {
    if (this.#loginAtOnce) {
      return {
        kind: this.#loginAtOnce === 'basic' ? 'basic' : 'accessToken',
      };
    }
    const response = await this.#transport.request({
      url: this.#pingUrl,
      headers: { accept: 'application/json' },
      signal: new AbortController().signal,
    });
    const scheme = this.schemeOf(response);
    if (scheme.kind === 'lost') {
      throw noTokenAddress(scheme.realm);
    }
    // A registry open to all may still show more to somebody it knows.
    return scheme.kind === 'open' && this.#credential
      ? { kind: 'basic' }
      : scheme;
  }

  async #authorization(
    scheme: Scheme,
    scope: string | undefined,
    options: { signal: AbortSignal; refused?: string },
  ): Promise<string | undefined> {
    if (scheme.kind === 'bearer') {
      const token = await this.#tokens.get(scheme.realm, scope, {
        signal: options.signal,
        refused: options.refused?.replace(/^Bearer /, ''),
      });
      return `Bearer ${token}`;
    }
    if (scheme.kind === 'lost') {
      throw noTokenAddress(scheme.realm);
    }
    if (!this.#credential || scheme.kind === 'open') {
      return undefined;
    }
    return ownAuthorization(
      this.#credential,
      scheme.kind === 'accessToken' ? 'bearer' : 'basic',
    );
  }

  /** What to send after a refusal. */
  async #authorizationFor(
    demanded: Scheme,
    {
      scope,
      ...options
    }: { scope?: string; signal: AbortSignal; refused?: string },
  ): Promise<string | undefined> {
    try {
      return await this.#authorization(demanded, scope, options);
    } catch (error) {
      // What was sent at once was refused, and where the tokens should come from there are none.
      const useless = isRegistryError(error) && error.code === 'BAD_RESPONSE';
      if (this.#loginAtOnce && useless) {
        return undefined;
      }
      throw error;
    }
  }
}
