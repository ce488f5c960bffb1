import { message, Text } from 'backstage-plugin-integrated-registry-common';
import { RegistryError } from '../errors';
import { parseRetryAfter, TransportResponse } from '../transport';
import { errorCodes } from './errorCodes';

/** What was asked for and as whom, to say so when it fails. @public */
export interface RequestContext {
  /** As in "The registry does not have ...": `the tag 1.0 of team/app`. */
  what: Text;
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
      message: message('ANSWER_LIMITED', { what }),
      upstreamStatus,
      retryAfter,
    });
  }
  if (upstreamStatus === 401 && hasCredential && !codes.includes('DENIED')) {
    // Registries say the same of what does not exist, of what this login may not read, and of a
    // login that is wrong. Only a check of the login can tell which.
    return new RegistryError('FORBIDDEN', {
      message: message('ANSWER_ABSENT_OR_DENIED', { what }),
      remedy: message('CHECK_NAME_AND_ACCESS'),
      upstreamStatus,
    });
  }
  if (upstreamStatus === 401 && lacksScope(response)) {
    return new RegistryError('UNAUTHORIZED', {
      message: message('ANSWER_ABSENT_OR_LOGIN', { what }),
      remedy: message('CHECK_NAME_OR_LOG_IN'),
      upstreamStatus,
    });
  }
  if (upstreamStatus === 401 && !hasCredential && !codes.includes('DENIED')) {
    return new RegistryError('UNAUTHORIZED', {
      message: message('ANSWER_LOGIN', { what }),
      remedy: message('ENTER_USERNAME_AND_PASSWORD'),
      upstreamStatus,
    });
  }
  if (upstreamStatus === 401 || upstreamStatus === 403) {
    return new RegistryError('FORBIDDEN', {
      message: hasCredential
        ? message('ANSWER_DENIED', { what, codes: said })
        : message('ANSWER_DENIED_ANONYMOUS', { what, codes: said }),
      ...(!hasCredential && {
        remedy: message('ENTER_WHO_MAY_READ'),
      }),
      upstreamStatus,
    });
  }
  if (
    upstreamStatus === 404 ||
    (upstreamStatus < 500 && codes.some(code => notFoundCodes.includes(code)))
  ) {
    return new RegistryError('NOT_FOUND', {
      message: message('ANSWER_ABSENT', { what, codes: said }),
      upstreamStatus,
    });
  }
  if (upstreamStatus >= 500 || upstreamStatus === 408) {
    return new RegistryError('UPSTREAM_ERROR', {
      message: message('ANSWER_FAILED', {
        status: upstreamStatus,
        codes: said,
        what,
      }),
      upstreamStatus,
      retryAfter,
    });
  }
  return new RegistryError('BAD_RESPONSE', {
    message: message('ANSWER_UNEXPECTED', {
      status: upstreamStatus,
      codes: said,
      what,
    }),
    upstreamStatus,
  });
}
