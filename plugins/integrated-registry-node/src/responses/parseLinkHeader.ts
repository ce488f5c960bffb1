/** A link of a `Link` header. @public */
export interface LinkTarget {
  /** As the server wrote it; may be relative. */
  target: string;
  /** Attributes of the link by lower-case name, `rel` among them. */
  params: Record<string, string>;
}

/**
 * The link to the next page, from a `Link` header (RFC 8288, section 3); `undefined` where there is
 * none. Links about other things (`anchor`) are passed over.
 *
 * @public
 */
export function parseLinkHeader(
  value: string | null | undefined,
): LinkTarget | undefined {
  return parseLinks(value ?? '').find(
    ({ params }) =>
      params.anchor === undefined &&
      (params.rel ?? '').toLowerCase().split(/\s+/).includes('next'),
  );
}

function parseLinks(value: string): LinkTarget[] {
  const links: LinkTarget[] = [];
  // Sticky, so that each part begins where the last one ended, and no part is read twice.
  const opening = /[\s,]*<([^>]*)>/y;
  const param =
    /\s*;\s*([^\s=;,"<>]+)\s*(?:=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]*)))?|\s*;/y;
  let position = 0;
  for (;;) {
    opening.lastIndex = position;
    const start = opening.exec(value);
    if (!start) {
      return links;
    }
    position = opening.lastIndex;
    const params: Record<string, string> = {};
    for (;;) {
      param.lastIndex = position;
      const found = param.exec(value);
      if (!found) {
        break;
      }
      position = param.lastIndex;
      const [, name, quoted, token] = found;
      // RFC 8288 3.3: of several, the first one counts.
      if (name && !Object.hasOwn(params, name.toLowerCase())) {
        params[name.toLowerCase()] =
          quoted?.replace(/\\(.)/g, '$1') ?? token ?? '';
      }
    }
    links.push({ target: start[1].trim(), params });
  }
}
