import {
  RegistryClient,
  RegistryRepositoryPage,
} from 'backstage-plugin-integrated-registry-node';

export async function pagesOf(
  pages: AsyncIterable<RegistryRepositoryPage>,
): Promise<RegistryRepositoryPage[]> {
  const all: RegistryRepositoryPage[] = [];
  for await (const page of pages) {
    all.push(page);
  }
  return all;
}

export async function namesOf(
  pages: AsyncIterable<RegistryRepositoryPage>,
): Promise<string[]> {
  const all = await pagesOf(pages);
  return all.flatMap(({ items }) => items.map(({ name }) => name));
}

/** The step at which a diagnosis fails, and why. */
export async function failureOf(client: RegistryClient) {
  const { steps } = await client.diagnose({
    signal: new AbortController().signal,
  });
  const { id, failure } = steps.find(({ state }) => state === 'failed') ?? {};
  return { id, ...failure };
}
