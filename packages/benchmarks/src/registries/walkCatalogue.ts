/** The catalogue of a registry, asked for by bare HTTP, in pages of 1,000 as the portal does. */
export async function walkCatalogue(url: string): Promise<string[]> {
  const names: string[] = [];
  let next: string | undefined = '/v2/_catalog?n=1000';
  while (next !== undefined) {
    const response: Response = await fetch(new URL(next, url));
    const page = (await response.json()) as { repositories: string[] };
    names.push(...page.repositories);
    next = /<([^>]+)>/.exec(response.headers.get('link') ?? '')?.[1];
  }
  return names;
}
