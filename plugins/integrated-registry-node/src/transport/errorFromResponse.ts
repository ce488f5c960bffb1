import { RegistryErrorCode } from 'backstage-plugin-integrated-registry-common';
import { RegistryError } from '../provider/RegistryError';
import { TransportResponse } from './HttpTransport';
import { parseRetryAfter } from './parseRetryAfter';
import { describeTarget, parseHttpUrl, targetOf } from './target';

/** Longest part of a message that comes from the registry. */
const maxQuote = 200;

/** Longest part of it that is looked through for what must not be said. */
const maxCleaned = 2_000;

/** @public */
export interface ErrorFromResponseOptions {
  /** What must not be quoted should the registry repeat it, such as the password that was sent. */
  secrets?: readonly string[];
}

/**
 * @throws RegistryError of `errorFromResponse` where the status is not a 2xx
 *
 * @public
 */
export function throwForStatus(
  response: TransportResponse,
  options?: ErrorFromResponseOptions,
): void {
  if (response.httpStatus < 200 || response.httpStatus > 299) {
    throw errorFromResponse(response, options);
  }
}

/**
 * Says what a status means that is no success: 401 `UNAUTHORIZED`, 403 `FORBIDDEN`, 404
 * `NOT_FOUND`, 429 `RATE_LIMITED` with `retryAfter`, 5xx `UPSTREAM_ERROR`, others `BAD_RESPONSE`.
 * The registry's own words are quoted where the body is an error document of the OCI distribution
 * specification or of Artifactory; without what looks like a credential.
 *
 * @public
 */
export function errorFromResponse(
  response: TransportResponse,
  options: ErrorFromResponseOptions = {},
): RegistryError {
  const { httpStatus } = response;
  const [code, happened] = meaningOf(httpStatus);
  const from = describeTarget(targetOf(parseHttpUrl(response.url)));
  const quote = quoteError(response.body, options.secrets ?? []);
  return new RegistryError(code, {
    message: `${from} ${happened} (${httpStatus})${quote ? `: ${quote}` : '.'}`,
    upstreamStatus: httpStatus,
    retryAfter:
      httpStatus === 429 || httpStatus === 503
        ? parseRetryAfter(response.headers.get('retry-after'))
        : undefined,
  });
}

function meaningOf(httpStatus: number): [RegistryErrorCode, string] {
  switch (httpStatus) {
    case 401:
      return ['UNAUTHORIZED', 'does not accept the login'];
    case 403:
      return ['FORBIDDEN', 'refuses access'];
    case 404:
      return ['NOT_FOUND', 'knows nothing by this name'];
    case 429:
      return ['RATE_LIMITED', 'wants fewer requests'];
    default:
      return httpStatus >= 500
        ? ['UPSTREAM_ERROR', 'failed']
        : ['BAD_RESPONSE', 'answered with an unexpected status'];
  }
}

function quoteError(body: Buffer, secrets: readonly string[]): string {
  if (body.length > 64 * 1024) {
    return '';
  }
  let document: unknown;
  try {
    document = JSON.parse(body.toString('utf8'));
  } catch {
    // A web page, of which no line is known to be the message.
    return '';
  }
  const errors = read(document, 'errors');
  const first: unknown = Array.isArray(errors) ? errors[0] : document;
  const words = [read(first, 'code'), read(first, 'message')].filter(
    (word): word is string => typeof word === 'string' && word !== '',
  );
  return clean(words.join(': '), secrets);
}

function clean(text: string, secrets: readonly string[]): string {
  const masked = cut(
    secrets
      .filter(secret => secret !== '')
      .reduce((rest, secret) => rest.split(secret).join('…'), text),
  )
    .replace(/\b(basic|bearer)\s+[\w.~+/=-]+/gi, '$1 …')
    .replace(/(:\/\/)[^/\s@]*@/g, '$1')
    .replace(/(https?:\/\/[^\s?]*)\?\S*/g, '$1')
    .replace(
      /\b(password|passwd|token|secret|api[_-]?key)(\s*[=:]\s*)\S+/gi,
      '$1$2…',
    )
    // Digests may stay; other long runs without a space are no words.
    .replace(
      /(sha(?:256|512):[0-9a-f]+)|[\w+/=-]{40,}/gi,
      (_all, digest) => digest ?? '…',
    )
    // Control characters, and those that turn the direction of writing.
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();
  return masked.length > maxQuote
    ? `${masked.slice(0, maxQuote - 1)}…`
    : masked;
}

/**
 * Where it is long, up to a space: half of a word could be half of what must not be said. What follows
 * looks at the rest of the text again for each address in it.
 */
function cut(text: string): string {
  return text.length > maxCleaned
    ? text.slice(0, text.lastIndexOf(' ', maxCleaned) + 1)
    : text;
}

function read(value: unknown, key: string): unknown {
  return typeof value === 'object' &&
    value !== null &&
    Object.hasOwn(value, key)
    ? Reflect.get(value, key)
    : undefined;
}
