import { RegistryRepositoryPage } from './registryLists';

/**
 * A list of repositories that verifies the login before the first page, and again before the last one
 * is given away.
 *
 * Registries that show something to everybody do not refuse a password that is no longer right: they
 * go on with what is public. A list may not end as if it were whole then, lest private repositories
 * be taken for removed ones.
 *
 * @param verify - rejects where the login is no longer accepted
 * @public
 */
export async function* verifiedPages(
  pages: () => AsyncIterable<RegistryRepositoryPage>,
  verify: () => Promise<unknown>,
): AsyncGenerator<RegistryRepositoryPage, void, undefined> {
  await verify();
  let held: RegistryRepositoryPage | undefined;
  for await (const page of pages()) {
    if (held) {
      yield held;
    }
    held = page;
  }
  await verify();
  yield {
    items: held?.items ?? [],
    ...(held?.gaps && { gaps: held.gaps }),
  };
}
