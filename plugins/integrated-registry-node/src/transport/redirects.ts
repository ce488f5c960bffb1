import { message } from 'backstage-plugin-integrated-registry-common';
import { RegistryError } from '../errors';
import { TransportMethod } from './HttpTransport';
import { describeTarget, parseHttpUrl, targetOf } from './target';

export const maxRedirects = 5;

/** One request on the wire. */
export interface Hop {
  url: URL;
  method: TransportMethod;
  /** Lower-case names; without `authorization`. */
  headers: Record<string, string>;
  authorization?: string;
  body?: string;
}

/** What may go to another origin: nothing that a registry or a user is known by. */
const harmlessHeaders = new Set([
  'accept',
  'accept-encoding',
  'accept-language',
  'if-none-match',
  'if-modified-since',
  'range',
  'user-agent',
]);

/** Does it change nothing, so that it may be sent again and shared by callers? */
export function isReading(method: TransportMethod): boolean {
  return method === 'GET' || method === 'HEAD';
}

export function isRedirect(httpStatus: number): boolean {
  return [301, 302, 303, 307, 308].includes(httpStatus);
}

/**
 * The request a redirect leads to. Credentials, and with them every header that is not known to be
 * harmless, stay with their origin (scheme, host and port), and are not taken up again when a
 * later redirect leads back.
 *
 * @throws RegistryError `BAD_RESPONSE` where the redirect must not be followed
 */
export function followRedirect(
  hop: Hop,
  httpStatus: number,
  location: string,
): Hop {
  const from = describeTarget(targetOf(hop.url));
  const url = parseHttpUrl(location, hop.url);
  const to = describeTarget(targetOf(url));
  if (hop.url.protocol === 'https:' && url.protocol === 'http:') {
    throw new RegistryError('BAD_RESPONSE', {
      message: message('REDIRECT_TO_HTTP', { target: from, to }),
      remedy: message('HAVE_REDIRECT_TO_HTTPS'),
    });
  }
  // RFC 9110 15.4: 303 leads to what is to be read; 301 and 302 do so for POST only.
  const becomesGet =
    !isReading(hop.method) &&
    (httpStatus === 303 ||
      (hop.method === 'POST' && [301, 302].includes(httpStatus)));
  const method = becomesGet ? 'GET' : hop.method;
  const body = becomesGet ? undefined : hop.body;
  if (url.origin === hop.url.origin) {
    return { ...hop, url, method, body };
  }
  if (!isReading(method)) {
    // Token requests carry the password in their body.
    throw new RegistryError('BAD_RESPONSE', {
      message: message('REDIRECT_OF_BODY', { target: from, to }),
    });
  }
  const headers = Object.fromEntries(
    Object.entries(hop.headers).filter(([name]) => harmlessHeaders.has(name)),
  );
  return { url, method, headers };
}

/**
 * Keeps count of the redirects of one request.
 *
 * @throws RegistryError `BAD_RESPONSE` where they go in a circle or do not end
 */
export function checkRedirects(seen: readonly Hop[], next: Hop): void {
  const from = describeTarget(targetOf(seen[0].url));
  const known = seen.some(
    hop =>
      hop.url.href === next.url.href &&
      hop.method === next.method &&
      hop.authorization === next.authorization,
  );
  if (known) {
    throw new RegistryError('BAD_RESPONSE', {
      message: message('REDIRECT_CIRCLE', { target: from }),
    });
  }
  if (seen.length > maxRedirects) {
    throw new RegistryError('BAD_RESPONSE', {
      message: message('REDIRECTS', { target: from, max: maxRedirects }),
    });
  }
}
