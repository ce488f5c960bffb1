import { ServerResponse } from 'node:http';
import { Refusal } from '../Refusal';

/**
 * An answer other than the one that was asked for.
 *
 * @param code - OCI's, for the container tools; the REST API has none
 */
export function refusal(
  httpStatus: number,
  message: string,
  code = 'UNKNOWN',
  detail?: object,
): Refusal {
  return new Refusal(httpStatus, code, message, detail);
}

export function badCredentials(): Refusal {
  return refusal(401, 'Bad credentials', 'UNAUTHORIZED');
}

/** In which words is not known. */
export function authenticationRequired(): Refusal {
  return refusal(401, 'Authentication is required', 'UNAUTHORIZED');
}

/** The REST API's form has a number and no code; the container tools' is OCI's. */
export function sendRefusal(
  response: ServerResponse,
  form: 'rest' | 'oci',
  { httpStatus, message, code, detail }: Refusal,
): void {
  const error =
    form === 'rest'
      ? { status: httpStatus, message }
      : { code, message, detail };
  sendBody(response, { errors: [error] }, { httpStatus });
}

export function sendBody(
  response: ServerResponse,
  body: object,
  {
    httpStatus = 200,
    contentType = 'application/json;charset=ISO-8859-1',
  } = {},
): void {
  response.writeHead(httpStatus, { 'content-type': contentType });
  response.end(JSON.stringify(body));
}

/**
 * The part of a list that a query asks for, as Artifactory pages: `last` is the number of entries
 * that came before (fact 18), and the Link lacks the repository key that the request has in its path
 * (fact 8). Without `n`, or with 0, everything comes at once.
 *
 * @param path - of the Link
 */
export function pageByOffset<T>(
  response: ServerResponse,
  query: URLSearchParams,
  path: string,
  all: readonly T[],
): readonly T[] {
  const n = integer(query, 'n');
  const last = integer(query, 'last');
  const items = n > 0 ? all.slice(last, last + n) : all.slice(last);
  const next = last + items.length;
  if (next < all.length) {
    response.setHeader('link', `<${path}?last=${next}&n=${n}>; rel="next"`);
  }
  return items;
}

/** What becomes of anything else than a number has not been seen anywhere: it is refused. */
function integer(query: URLSearchParams, name: string): number {
  const given = query.get(name) ?? '0';
  if (!/^\d+$/.test(given)) {
    throw refusal(400, `${name} has to be a number, and not '${given}'`);
  }
  return Number(given);
}
