import { parseLinkHeader } from '../../responses';

/** More is no position in a list, but something to fill memory with. */
const MAX_QUERY_LENGTH = 4_096;

/**
 * Where a list goes on, from its `Link` header: the query of the next page, without `?`. Scheme,
 * host and path are never taken from it: they may be relative, lack a prefix, or lead elsewhere.
 *
 * Lax spellings count, too: without `rel` where there is one link only, without brackets, and with
 * `rel='next'`.
 *
 * @returns undefined where there is no next page, `unreadable` where there may be one
 */
export function nextLink(
  header: string | null,
): { query: string } | 'unreadable' | undefined {
  if (!header?.trim()) {
    return undefined;
  }
  const strict = parseLinkHeader(header);
  if (strict) {
    return queryOf(strict.target);
  }
  const links = header.split(/,(?=\s*(?:<|\/|\?|https?:))/i).map(laxLink);
  const next = links.find(({ relation }) =>
    relation?.split(/\s+/).includes('next'),
  );
  if (next) {
    return queryOf(next.target);
  }
  const [only, ...others] = links;
  return only.relation === undefined && others.length === 0
    ? queryOf(only.target)
    : undefined;
}

/** `relation` is undefined where the link has none. */
function laxLink(text: string): { target: string; relation?: string } {
  const [, bracketed, plain = '', rest] =
    /^\s*(?:<([^>]*)>?|([^\s;<>]*))(.*)$/s.exec(text) ?? [];
  const relation = /\brel\s*=\s*["']?([^"';,]*)/i.exec(rest ?? '')?.[1];
  return {
    target: (bracketed ?? plain).trim(),
    ...(relation !== undefined && { relation: relation.trim().toLowerCase() }),
  };
}

function queryOf(target: string): { query: string } | 'unreadable' {
  try {
    const query = new URL(target, 'http://own').search.slice(1);
    return query === '' || query.length > MAX_QUERY_LENGTH
      ? 'unreadable'
      : { query };
  } catch {
    return 'unreadable';
  }
}
