import {
  foreignLine,
  Message,
  message,
  messageIn,
} from 'backstage-plugin-integrated-registry-common';
import { RegistryError } from '../../errors';
import { errorOf, isRefusedLogin, loginRefused } from '../../responses';
import { TransportResponse } from '../../transport';

/** Where tokens come from, as a Bearer challenge names it. */
export interface TokenRealm {
  /** http or https. */
  url: string;
  service?: string;
}

const ASK_FOR_REALM = message('CORRECT_REALM');
/** What is wrong with the address itself, and so with what the registry names. */
const WRONG_ADDRESS = ['DNS_FAILED', 'CONNECTION_REFUSED'];

/** Why the login service gave no token. */
export function tokenRefused(
  response: TransportResponse,
  {
    scope,
    realm,
    registryHost,
    hasCredential,
  }: {
    scope: string | undefined;
    realm: TokenRealm;
    registryHost: string;
    hasCredential: boolean;
  },
): RegistryError {
  const { httpStatus: upstreamStatus } = response;
  if (upstreamStatus >= 500) {
    return new RegistryError('UPSTREAM_ERROR', {
      message: message('LOGIN_SERVICE_FAILED_WITH', {
        status: upstreamStatus,
        address: addressOf(realm),
      }),
      remedy: message('LOGIN_SERVICE_LOG'),
      upstreamStatus,
    });
  }
  // RFC 6749, section 5.2: `invalid_grant` comes with 400.
  const isRefused = isRefusedLogin(response) || upstreamStatus === 400;
  if (hasCredential && isRefused && scope === undefined) {
    return loginRefused(response, nameOf(realm, registryHost));
  }
  if (hasCredential && isRefused) {
    // Some give out no token for what does not exist, or may not be read.
    return new RegistryError('FORBIDDEN', {
      message: message('LOGIN_SERVICE_REFUSED_TOKEN', {
        names: namesIn(scope),
      }),
      remedy: message('CHECK_NAME_AND_ACCESS'),
      upstreamStatus,
    });
  }
  if (response.httpStatus === 406 && !hasCredential) {
    // How Artifactory says to callers without a login that it has no token for them.
    return new RegistryError('UNAUTHORIZED', {
      message: message('DEMANDS_LOGIN'),
      remedy: message('ENTER_USERNAME_AND_PASSWORD'),
      upstreamStatus: response.httpStatus,
    });
  }
  if (response.httpStatus === 404) {
    return new RegistryError('BAD_RESPONSE', {
      message: message('LOGIN_SERVICE_NOT_FOUND', {
        address: addressOf(realm),
      }),
      remedy: ASK_FOR_REALM,
      upstreamStatus: response.httpStatus,
    });
  }
  return errorOf(response, {
    what: message('LOGIN_TOKEN_FROM', { address: addressOf(realm) }),
    hasCredential,
  });
}

export function noUsableToken(
  { httpStatus: upstreamStatus }: TransportResponse,
  realm: TokenRealm,
): RegistryError {
  return new RegistryError('BAD_RESPONSE', {
    message: message('LOGIN_SERVICE_WITHOUT_TOKEN', {
      address: addressOf(realm),
    }),
    remedy: ASK_FOR_REALM,
    upstreamStatus,
  });
}

/** A token address that is less protected than the registry. */
export function plainRealm(): RegistryError {
  return new RegistryError('BAD_RESPONSE', {
    message: message('REALM_PLAIN'),
    remedy: message('SET_HTTPS_REALM'),
  });
}

/** Whose address is another than the registry's is named by it. */
function nameOf(realm: TokenRealm, registryHost: string): Message {
  return new URL(realm.url).host === registryHost
    ? message('THE_REGISTRY')
    : message('LOGIN_SERVICE', { address: addressOf(realm) });
}

/** As in `repository:team/app:pull`. */
function namesIn(scope: string | undefined): string {
  const names = (scope ?? '')
    .split(' ')
    .map(entry => /^repository:(.+):[^:]*$/.exec(entry)?.[1] ?? entry);
  return names.join(', ');
}

/** That it is the login service that cannot be reached, and not the registry. */
export function ofLoginService(
  error: RegistryError,
  realm: TokenRealm,
): RegistryError {
  return error.code === 'RATE_LIMITED'
    ? error
    : new RegistryError(error.code, {
        ...error.toFailure(),
        ...(WRONG_ADDRESS.includes(error.code) && { remedy: ASK_FOR_REALM }),
        message: message('LOGIN_SERVICE_FAILED', {
          reason: messageIn(error),
          address: addressOf(realm),
        }),
      });
}

/** Without a query, in which there may be a secret. */
export function addressOf(realm: TokenRealm): string {
  const { origin, pathname } = new URL(realm.url);
  return foreignLine(`${origin}${pathname}`, 200);
}
