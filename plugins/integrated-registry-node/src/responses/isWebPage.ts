import { TransportResponse } from '../transport';

/** Is it a page for people, such as a proxy's login page? */
export function isWebPage(response: TransportResponse): boolean {
  return (
    /^text\/html\b/i.test(response.headers.get('content-type') ?? '') ||
    /^\s*<(?:!doctype|html|head|body)\b/i.test(
      response.body.subarray(0, 512).toString('latin1'),
    )
  );
}
