import { RepositoryCrawler, StoredIntegration } from './types';

/** A crawl that failed begins again after this time, and then after longer ones, in milliseconds. */
const FIRST_WAIT_MS = 15_000;
const LONGEST_WAIT_MS = 5 * 60_000;
/** These go on where the crawl stood, so that trying again costs little. */
const TEMPORARY = ['TIMED_OUT', 'RATE_LIMITED', 'UPSTREAM_ERROR'];

/**
 * Has crawls begin again that failed while the registry seems well: some faults are seen by nothing
 * but a crawl.
 */
export class CrawlRetries {
  readonly #crawler: Pick<RepositoryCrawler, 'start'>;
  /** How often in a row, by integration. */
  #retries = new Map<string, number>();

  static create(crawler: Pick<RepositoryCrawler, 'start'>): CrawlRetries {
    return new CrawlRetries(crawler);
  }

  private constructor(crawler: Pick<RepositoryCrawler, 'start'>) {
    this.#crawler = crawler;
  }

  async start(all: readonly StoredIntegration[]): Promise<void> {
    const before = this.#retries;
    this.#retries = new Map();
    for (const { id, health, repositoryIndex } of all) {
      const { state, failure, startedAt } = repositoryIndex;
      if (state === 'finished' || state === 'cancelled') {
        continue;
      }
      const count = before.get(id) ?? 0;
      this.#retries.set(id, count);
      const age = Date.now() - Date.parse(startedAt ?? '1970-01-01');
      const wait = TEMPORARY.includes(failure?.code ?? '')
        ? FIRST_WAIT_MS
        : Math.min(FIRST_WAIT_MS * 2 ** count, LONGEST_WAIT_MS);
      if (
        state === 'failed' &&
        failure &&
        failure.code !== 'UNAUTHORIZED' &&
        health.state === 'healthy' &&
        !health.backOff &&
        age >= wait
      ) {
        this.#retries.set(id, count + 1);
        await this.#crawler.start(id);
      }
    }
  }
}
