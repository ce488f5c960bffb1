import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { IncomingHttpHeaders } from 'node:http';

/** What a call came with to show that it may. */
export interface PresentedSecret {
  /** The secret itself, in each form that registries send it in. */
  candidates: readonly string[];
  /** What may be its signature of the body, in hexadecimal. */
  signature: string;
}

/**
 * Reads the secret of a call: `Authorization` as it was typed into Harbor, as a bearer token, or as the
 * password of an address with a user name, which is all that Quay can send; or JFrog's
 * `X-JFrog-Event-Auth`, which is the secret or signs the body with it. An address with a query is not
 * read: it is written to logs.
 *
 * Source: RFC 7617 for Basic; JFrog, "Webhooks", for its header and "Use secret for payload signing".
 *
 * @returns undefined where there is nothing that could be a secret
 */
export function presentedSecret(
  headers: IncomingHttpHeaders,
): PresentedSecret | undefined {
  const { authorization = '' } = headers;
  const own = headers['x-jfrog-event-auth'];
  const event = typeof own === 'string' ? own : '';
  if (authorization === '' && event === '') {
    return undefined;
  }
  const [, bearer = ''] = /^Bearer +(.+)$/i.exec(authorization) ?? [];
  const [, basic = ''] = /^Basic +(.+)$/i.exec(authorization) ?? [];
  const [, password = ''] =
    /^[^:]*:(.*)$/s.exec(Buffer.from(basic, 'base64').toString('utf8')) ?? [];
  return {
    candidates: [authorization, bearer, password, event],
    signature: event.replace(/^sha256=/i, '').toLowerCase(),
  };
}

/** Compares in the same time, whatever is different. */
export function isPresented(
  { candidates, signature }: PresentedSecret,
  secret: string,
  body: Buffer | undefined,
): boolean {
  const signed = createHmac('sha256', secret)
    .update(body ?? '')
    .digest('hex');
  const matches = [
    ...candidates.map(candidate => isEqual(candidate, secret)),
    // A body that was not read has no signature.
    isEqual(signature, body === undefined ? '' : signed) && signature !== '',
  ];
  return matches.includes(true);
}

function isEqual(one: string, other: string): boolean {
  const [first, second] = [one, other].map(text =>
    createHash('sha256').update(text).digest(),
  );
  return timingSafeEqual(first, second);
}
