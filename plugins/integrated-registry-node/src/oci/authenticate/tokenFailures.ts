import { RegistryError } from '../../errors';
import { errorOf, isRefusedLogin, loginRefused } from '../../responses';
import { TransportResponse } from '../../transport';

/** Where tokens come from, as a Bearer challenge names it. */
export interface TokenRealm {
  /** http or https. */
  url: string;
  service?: string;
}

const ASK_FOR_REALM =
  'Ask the registry’s administrator to correct its token address (realm), or to let the portal reach it. In Harbor, that is external_url in harbor.yml.';
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
    return loginRefused(response, nameOf(realm, registryHost));
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

export function noUsableToken(
  { httpStatus: upstreamStatus }: TransportResponse,
  realm: TokenRealm,
): RegistryError {
  return new RegistryError('BAD_RESPONSE', {
    message: `The registry’s login service answered without a usable token. ${namedBy(
      realm,
    )}`,
    remedy: ASK_FOR_REALM,
    upstreamStatus,
  });
}

/** A token address that is less protected than the registry. */
export function plainRealm(): RegistryError {
  return new RegistryError('BAD_RESPONSE', {
    message:
      'The registry is reached over https, but wants the login to be sent over plain http.',
    remedy:
      'Ask the registry’s administrator to set its token address (realm) to https. In Harbor, that is external_url in harbor.yml.',
  });
}

/** Whose address is another than the registry's is named by it. */
function nameOf(realm: TokenRealm, registryHost: string): string {
  return new URL(realm.url).host === registryHost
    ? 'the registry'
    : `the registry’s login service ${addressOf(realm)}`;
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
        message: `The registry’s login service failed: ${
          error.message
        } ${namedBy(realm)}`,
      });
}

function namedBy(realm: TokenRealm): string {
  return `The registry names this address for it: ${addressOf(realm)}.`;
}

/** Without a query, in which there may be a secret. */
export function addressOf(realm: TokenRealm): string {
  const { origin, pathname } = new URL(realm.url);
  return `${origin}${pathname}`.slice(0, 200);
}
