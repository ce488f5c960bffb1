import { RegistryError } from '../errors';
import { parseRetryAfter, TransportResponse } from '../transport';
import { errorCodes } from './errorCodes';

/** What was asked for and as whom, to say so when it fails. @public */
export interface RequestContext {
  /** As in "The registry does not have ...": `the tag 1.0 of team/app`. */
  what: string;
  hasCredential: boolean;
}

const notFoundCodes = [
  'NAME_UNKNOWN',
  'NAME_INVALID',
  'MANIFEST_UNKNOWN',
  'BLOB_UNKNOWN',
  'TAG_INVALID',
];

/** Source: RFC 6750, section 3.1. */
function lacksScope(response: TransportResponse): boolean {
  return /\berror\s*=\s*"?insufficient_scope\b/i.test(
    response.headers.get('www-authenticate') ?? '',
  );
}

/**
 * An answer that is not the one that was asked for, as the error it means. The registry's own words
 * are left out, but for its error codes.
 *
 * @public
 */
export function errorOf(
  response: TransportResponse,
  context: RequestContext,
): RegistryError {
  const { what, hasCredential } = context;
  const codes = errorCodes(response);
  const upstreamStatus = response.httpStatus;
  const retryAfter = parseRetryAfter(response.headers.get('retry-after'));
  const said = codes.length > 0 ? ` (${codes.join(', ')})` : '';

  if (upstreamStatus === 429 || codes.includes('TOOMANYREQUESTS')) {
    return new RegistryError('RATE_LIMITED', {
      message: `The registry limits how often it may be asked, and refused the request for ${what}.`,
      upstreamStatus,
      retryAfter,
    });
  }
  if (upstreamStatus === 401 && hasCredential && !codes.includes('DENIED')) {
    // Registries say the same of what does not exist, of what this login may not read, and of a
    // login that is wrong. Only a check of the login can tell which.
    return new RegistryError('FORBIDDEN', {
      message: `The registry does not have ${what}, or does not allow this user to read it.`,
      remedy: 'Check the name, and that this user may read it.',
      upstreamStatus,
    });
  }
  if (upstreamStatus === 401 && lacksScope(response)) {
    return new RegistryError('UNAUTHORIZED', {
      message: `The registry does not have ${what}, or demands a login for it.`,
      remedy: 'Check the name, or enter a user name and a password.',
      upstreamStatus,
    });
  }
  if (upstreamStatus === 401 && !hasCredential && !codes.includes('DENIED')) {
    return new RegistryError('UNAUTHORIZED', {
      message: `The registry demands a login for ${what}.`,
      remedy: 'Enter a user name and a password.',
      upstreamStatus,
    });
  }
  if (upstreamStatus === 401 || upstreamStatus === 403) {
    return new RegistryError('FORBIDDEN', {
      message: hasCredential
        ? `The registry does not allow this user to read ${what}${said}.`
        : `The registry does not allow callers without a login to read ${what}${said}.`,
      ...(!hasCredential && {
        remedy: 'Enter a user name and a password that may read it.',
      }),
      upstreamStatus,
    });
  }
  if (
    upstreamStatus === 404 ||
    (upstreamStatus < 500 && codes.some(code => notFoundCodes.includes(code)))
  ) {
    return new RegistryError('NOT_FOUND', {
      message: `The registry does not have ${what}${said}.`,
      upstreamStatus,
    });
  }
  if (upstreamStatus >= 500 || upstreamStatus === 408) {
    return new RegistryError('UPSTREAM_ERROR', {
      message: `The registry failed with HTTP ${upstreamStatus}${said} when it was asked for ${what}.`,
      upstreamStatus,
      retryAfter,
    });
  }
  return new RegistryError('BAD_RESPONSE', {
    message: `The registry answered HTTP ${upstreamStatus}${said} to the request for ${what}.`,
    upstreamStatus,
  });
}
