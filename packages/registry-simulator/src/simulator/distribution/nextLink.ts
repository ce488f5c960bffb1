import { Quirks } from './quirks';

/** How a registry names the page behind `last`; undefined where it does not name it. */
export function nextLink(
  form: NonNullable<Quirks['link']>,
  url: URL,
  last: string,
  limit: number,
): string | undefined {
  const { pathname } = url;
  const query = new URLSearchParams({ last, n: String(limit) });
  switch (form) {
    case 'absolute':
      return `http://${url.host}${pathname}?${query}`;
    case 'query':
      return `?${query}`;
    case 'wrongPath':
      return `/v2/lost/prefix${pathname}?${query}`;
    case 'foreign':
      return `https://registry.internal${pathname}?${query}`;
    case 'withoutNumber':
      return `${pathname}?${new URLSearchParams({ last, n: '0' })}`;
    case 'nextPage': {
      const token = Buffer.from(last).toString('base64url');
      return `${pathname}?${new URLSearchParams({
        n: String(limit),
        next_page: token,
      })}`;
    }
    case 'pageNumber': {
      const page = Number(url.searchParams.get('page') ?? 1) + 1;
      return `${pathname}?page=${page}`;
    }
    case 'token':
      return `${pathname}?token=${Buffer.from(last).toString('base64url')}`;
    case 'none':
      return undefined;
    default:
      return `${pathname}?${query}`;
  }
}

/** The value of a `Link` header, as it should be or as some write it. */
export function spellLink(
  target: string,
  spelling: Quirks['linkSpelling'],
): string {
  switch (spelling) {
    case 'withoutRel':
      return `<${target}>`;
    case 'withoutBrackets':
      return `${target}; rel="next"`;
    case 'singleQuotes':
      return `<${target}>; rel='next'`;
    case 'bare':
      return target;
    default:
      return `<${target}>; rel="next"`;
  }
}
