/**
 * The catalogue of a registry, asked for by bare HTTP.
 *
 * @param pageSize - default: what the registry gives by itself
 */
export async function walkCatalogue(
  url: string,
  pageSize?: number,
): Promise<string[]> {
  const names: string[] = [];
  let next: string | undefined = `/v2/_catalog${
    pageSize === undefined ? '' : `?n=${pageSize}`
  }`;
  while (next !== undefined) {
    const response: Response = await fetch(new URL(next, url));
    const page = (await response.json()) as { repositories: string[] };
    names.push(...page.repositories);
    next = /<([^>]+)>/.exec(response.headers.get('link') ?? '')?.[1];
  }
  return names;
}
