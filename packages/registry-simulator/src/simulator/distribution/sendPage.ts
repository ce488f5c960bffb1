import { ServerResponse } from 'node:http';
import { sendError, sendJson } from '../answers';
import { nextLink, spellLink } from './nextLink';
import { Quirks } from './quirks';

const MAX_PAGE = 1_000;

/**
 * A page of a list, with a link to the next one.
 *
 * @param wrap - the body for these names
 */
export function sendPage(
  response: ServerResponse,
  url: URL,
  quirks: Quirks,
  all: readonly string[],
  wrap: (items: string[]) => object,
): void {
  const {
    defaultPage = MAX_PAGE,
    maxPage = MAX_PAGE,
    aboveMaxPage = 'less',
    link = 'path',
    ignoresLast,
    linkSpelling,
  } = quirks;
  const n = url.searchParams.get('n');
  const last = url.searchParams.get('last');
  const limit = n === null ? defaultPage : Number(n);
  const tooMany = limit > maxPage && aboveMaxPage !== 'less';
  if (!Number.isInteger(limit) || limit < 1 || tooMany) {
    sendError(
      response,
      tooMany && aboveMaxPage === 405 ? 405 : 400,
      tooMany && aboveMaxPage === 405
        ? 'UNSUPPORTED'
        : 'PAGINATION_NUMBER_INVALID',
      'invalid number of results requested',
    );
    return;
  }
  const opaque =
    url.searchParams.get('next_page') ?? url.searchParams.get('token');
  const behind =
    opaque === null ? last : Buffer.from(opaque, 'base64url').toString('utf8');
  const size = Math.min(limit, maxPage);
  const page = Number(url.searchParams.get('page') ?? 1);
  const from =
    behind === null || ignoresLast
      ? (page - 1) * size
      : positionBehind(all, behind);
  const items = all.slice(from, from + size);
  if (from + items.length < all.length) {
    const next = nextLink(link, url, items[items.length - 1], limit);
    if (next !== undefined) {
      response.setHeader('link', spellLink(next, linkSpelling));
    }
  }
  sendJson(response, 200, wrap(items));
}

/** The position of the first name behind this one, which may be gone meanwhile. */
function positionBehind(all: readonly string[], name: string): number {
  const at = all.indexOf(name);
  if (at >= 0) {
    return at + 1;
  }
  const next = all.findIndex(item => item > name);
  return next >= 0 ? next : all.length;
}
