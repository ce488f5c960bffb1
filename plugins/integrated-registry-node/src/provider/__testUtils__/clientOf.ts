import { checkedProvider } from '../checkedProvider';
import { RegistryClient } from '../RegistryClient';
import { RegistryRepositoryPage } from '../registryLists';

export const { signal } = new AbortController();
export const digest = `sha256:${'ab'.repeat(32)}`;

/** A client with these methods, as the portal uses it; what they answer is of any form. */
export function clientOf(methods: object): RegistryClient {
  return checkedProvider({
    type: 'odd',
    title: 'Odd',
    credential: 'optional',
    connect: () => methods as never,
  }).connect({} as never);
}

export function tagsOf(page: unknown) {
  return clientOf({ listTags: async () => page }).listTags('team/app', {
    signal,
  });
}

/** What becomes of these pages of repositories. */
export async function pagesOf(
  pages: Iterable<unknown>,
): Promise<RegistryRepositoryPage[]> {
  const client = clientOf({
    async *listRepositories() {
      yield* pages;
    },
  });
  const found = [];
  for await (const page of client.listRepositories({ signal })) {
    found.push(page);
  }
  return found;
}

export function many<T>(count: number, item: T): T[] {
  return Array(count).fill(item);
}
