import { z } from 'zod';
import { RegistryError } from '../provider/RegistryError';
import { TransportResponse } from '../transport/HttpTransport';
import { parseRetryAfter } from '../transport/parseRetryAfter';

/** What was asked for and as whom, to say so when it fails. @public */
export interface RequestContext {
  /** As in "The registry does not have ...": `the tag 1.0 of team/app`. */
  what: string;
  hasCredential: boolean;
}

/**
 * Codes that may be repeated to a person. Other words of a registry are not: it could echo what
 * was sent to it.
 *
 * Source: OCI distribution specification 1.1, section "Error Codes", and distribution's
 * `registry/api/errcode` and `registry/api/v2`.
 */
const knownCodes = new Set([
  'BLOB_UNKNOWN',
  'BLOB_UPLOAD_INVALID',
  'BLOB_UPLOAD_UNKNOWN',
  'DENIED',
  'DIGEST_INVALID',
  'MANIFEST_BLOB_UNKNOWN',
  'MANIFEST_INVALID',
  'MANIFEST_UNKNOWN',
  'MANIFEST_UNVERIFIED',
  'NAME_INVALID',
  'NAME_UNKNOWN',
  'PAGINATION_NUMBER_INVALID',
  'SIZE_INVALID',
  'TAG_INVALID',
  'TOOMANYREQUESTS',
  'UNAUTHORIZED',
  'UNAVAILABLE',
  'UNKNOWN',
  'UNSUPPORTED',
]);

/** Registries name one or two. */
const MAX_ERRORS = 20;

const errorBodySchema = z.object({
  errors: z.custom<unknown[]>(Array.isArray),
});
const errorSchema = z.object({ code: z.string() });

/** The registry's own error codes, as far as they are known ones. */
export function errorCodes(response: TransportResponse): string[] {
  const body = errorBodySchema.safeParse(jsonOf(response));
  return (body.data?.errors ?? [])
    .slice(0, MAX_ERRORS)
    .map(error => errorSchema.safeParse(error).data?.code ?? '')
    .filter(code => knownCodes.has(code));
}

/** What a body says; undefined where it is not JSON. */
export function jsonOf({ body }: Pick<TransportResponse, 'body'>): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Is the body JSON, whatever the content type says? */
export function isJson(response: TransportResponse): boolean {
  return jsonOf(response) !== undefined;
}

/** Is it a page for people, such as a proxy's login page? */
export function isWebPage(response: TransportResponse): boolean {
  return (
    /^text\/html\b/i.test(response.headers.get('content-type') ?? '') ||
    /^\s*<(?:!doctype|html|head|body)\b/i.test(
      response.body.subarray(0, 512).toString('latin1'),
    )
  );
}

/**
 * A list of an answer, read up to its first mistake: zod's own says what is wrong with every one of a
 * hundred thousand entries, and holds up everybody else meanwhile.
 *
 * @param most - a longer one is refused
 * @public
 */
export function boundedList<T extends z.ZodType>(
  schema: T,
  most: number,
): z.ZodType<z.output<T>[]> {
  return z.unknown().transform((list, context): z.output<T>[] => {
    const refuse = (message: string) => {
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    };
    if (!Array.isArray(list)) {
      return refuse('Not a list');
    }
    if (list.length > most) {
      return refuse(`More than ${most} entries`);
    }
    const read: z.output<T>[] = [];
    for (const entry of list) {
      const parsed = schema.safeParse(entry);
      if (!parsed.success) {
        return refuse(`Entry ${read.length} cannot be read`);
      }
      read.push(parsed.data);
    }
    return read;
  });
}

/**
 * Reads a JSON body. The content type does not matter: registries behind proxies send odd ones.
 *
 * @param what - as in "The answer to the request for ...": `the tags of team/app`
 * @throws RegistryError `BAD_RESPONSE`
 * @public
 */
export function readJson<T extends z.ZodType>(
  response: TransportResponse,
  schema: T,
  what: string,
): z.output<T> {
  return readContent(jsonOf(response), response, schema, what);
}

/** As `readJson`, of what was taken out of the body already: to parse megabytes twice takes its time. */
export function readContent<T extends z.ZodType>(
  content: unknown,
  response: TransportResponse,
  schema: T,
  what: string,
): z.output<T> {
  if (content === undefined) {
    throw new RegistryError('BAD_RESPONSE', {
      message: isWebPage(response)
        ? `A web page came back instead of ${what}.`
        : `The answer to the request for ${what} is not whole or not JSON.`,
      upstreamStatus: response.httpStatus,
    });
  }
  const parsed = schema.safeParse(content);
  if (!parsed.success) {
    throw new RegistryError('BAD_RESPONSE', {
      message: `The answer to the request for ${what} does not have the form that a registry's answer has.`,
      upstreamStatus: response.httpStatus,
    });
  }
  return parsed.data;
}

/**
 * A login does not follow a redirect from http to https, so it has to begin there.
 *
 * @param asked - the address the request was sent to
 * @throws RegistryError `PROTOCOL_MISMATCH`
 * @public
 */
export function assertSameProtocol(
  response: TransportResponse,
  asked: string,
): void {
  const before = new URL(asked);
  const after = new URL(response.url);
  if (
    before.hostname === after.hostname &&
    before.protocol !== after.protocol
  ) {
    throw new RegistryError('PROTOCOL_MISMATCH', {
      message: `The registry redirects from ${before.protocol}// to ${after.protocol}//, and a login does not follow a redirect.`,
      remedy: `Write the address with ${after.protocol}//`,
    });
  }
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

/**
 * What a registry means that refuses a login where every valid one passes. Only for whoever knows
 * that the registry is otherwise well.
 *
 * @param who - has refused it
 * @internal
 */
export function loginRefused(
  { httpStatus }: Pick<TransportResponse, 'httpStatus'>,
  who = 'the registry',
): RegistryError {
  return httpStatus === 403
    ? new RegistryError('UNAUTHORIZED', {
        message: `Login failed: ${who} denies this login everything. The password or token has expired, or the account is disabled.`,
        remedy:
          'Renew the password or token and enter it in the integration, or enable the account.',
        upstreamStatus: httpStatus,
      })
    : new RegistryError('UNAUTHORIZED', {
        message: `Login failed: ${who} rejected the user name or password.`,
        remedy:
          'Check user name and password, and that the account or token is neither disabled nor expired.',
        upstreamStatus: httpStatus,
      });
}

/** Does it refuse the caller, and not with a page of a proxy before it? @internal */
export function isRefusedLogin(response: TransportResponse): boolean {
  const { httpStatus } = response;
  return httpStatus === 401 || (httpStatus === 403 && !isWebPage(response));
}
