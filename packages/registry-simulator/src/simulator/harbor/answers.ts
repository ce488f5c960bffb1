import { ServerResponse } from 'node:http';
import { Refusal } from '../Refusal';
import { HarborFacts } from './options';

export const JSON_WITH_CHARSET = 'application/json; charset=utf-8';

export function sendRefusal(response: ServerResponse, refusal: Refusal): void {
  send(response, refusal.httpStatus, JSON_WITH_CHARSET, {
    errors: [{ code: refusal.code, message: refusal.message }],
  });
}

/** What comes from a handler that Harbor wrote by hand says its charset too. */
export function sendBody(
  response: ServerResponse,
  body: unknown,
  contentType = 'application/json',
): void {
  send(response, 200, contentType, body);
}

export function send(
  response: ServerResponse,
  httpStatus: number,
  contentType: string,
  body: unknown,
): void {
  const bytes = Buffer.from(JSON.stringify(body));
  response.writeHead(httpStatus, {
    'content-type': contentType,
    'content-length': bytes.length,
  });
  response.end(bytes);
}

type PageFacts = Partial<Pick<HarborFacts, 'mostOnAPage' | 'withoutTotal'>>;

const DEFAULT_PAGE_SIZE = 10;
const MAX_PAGE_SIZE = 100;

/** The part of a list that a query asks for, with the headers that tell of the rest. */
export function page<T>(
  response: ServerResponse,
  url: URL,
  all: readonly T[],
  { mostOnAPage: most = MAX_PAGE_SIZE, withoutTotal }: PageFacts = {},
): readonly T[] {
  const at = integer(url, 'page', 1);
  const asked = integer(url, 'page_size', DEFAULT_PAGE_SIZE);
  const size = asked > MAX_PAGE_SIZE ? asked : Math.min(asked, most);
  if (size > MAX_PAGE_SIZE) {
    throw invalid(
      `page_size in query should be less than or equal to ${MAX_PAGE_SIZE}`,
    );
  }
  if (!withoutTotal) {
    response.setHeader('x-total-count', all.length);
  }
  const link = (to: number, rel: string) => {
    const query = new URLSearchParams(url.search);
    query.set('page', String(to));
    query.set('page_size', String(size));
    query.sort();
    return `<${url.pathname}?${query}>; rel="${rel}"`;
  };
  if (size <= 0) {
    // Everything, with a next page that has everything again.
    response.setHeader('link', link(at + 1, 'next'));
    return all;
  }
  const links = [
    ...(at > 1 && (at - 1) * size < all.length ? [link(at - 1, 'prev')] : []),
    ...(at * size < all.length ? [link(at + 1, 'next')] : []),
  ];
  if (links.length > 0) {
    response.setHeader('link', links.join(' , '));
  }
  return all.slice((at - 1) * size, at * size);
}

function integer(url: URL, name: string, otherwise: number): number {
  const given = url.searchParams.get(name);
  if (given === null) {
    return otherwise;
  }
  if (!/^-?\d+$/.test(given)) {
    throw invalid(`${name} in query must be of type int64: "${given}"`);
  }
  return Number(given);
}

function invalid(problem: string): Refusal {
  return new Refusal(
    422,
    'UNPROCESSABLE_ENTITY',
    `validation failure list:\n${problem}`,
  );
}

/** `q=name=~part` or `q=tags=1.0`; only what is asked here is understood. */
export function readQuery(
  url: URL,
): { key: string; fuzzy: boolean; value: string } | undefined {
  const q = url.searchParams.get('q');
  if (q === null) {
    return undefined;
  }
  const [, key, fuzzy, value] = /^([\w.]+)=(~?)(.+)$/.exec(q) ?? [];
  if (key === undefined) {
    throw new Refusal(
      400,
      'BAD_REQUEST',
      'the query string must contain "=" and the key/value cannot be empty',
    );
  }
  return { key, fuzzy: fuzzy === '~', value };
}
