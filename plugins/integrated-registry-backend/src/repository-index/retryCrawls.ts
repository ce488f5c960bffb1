import { RepositoryCrawler, StoredIntegration } from '../model';

/**
 * A crawl that failed begins again so long after its beginning, in milliseconds: a registry that is
 * well again is listed within half a minute, whatever the failure was taken for.
 */
const WAIT_MS = 15_000;

/**
 * Has crawls begin again that failed while the registry seems well: some faults are seen by nothing
 * but a crawl. A refused credential is known by the health, so where that is good, so is the
 * credential.
 */
export async function retryCrawls(
  crawler: Pick<RepositoryCrawler, 'start'>,
  all: readonly StoredIntegration[],
): Promise<void> {
  for (const { id, health, repositoryIndex } of all) {
    const { state, startedAt } = repositoryIndex;
    const age = Date.now() - Date.parse(startedAt ?? '1970-01-01');
    if (
      state === 'failed' &&
      health.state === 'healthy' &&
      !health.backOff &&
      age >= WAIT_MS
    ) {
      await crawler.start(id);
    }
  }
}
