import {
  RegistryFailure,
  RepositoryIndexState,
} from 'backstage-plugin-integrated-registry-common';
import { RegistryGap } from 'backstage-plugin-integrated-registry-node';
import { IntegrationStore, pickFields, StoredIntegration } from '../model';
import { declaredGap, gapsOfIndex, indexesNothing } from './crawlGaps';
import { Crawl } from './store/DatabaseCrawlStore';
import { RepositoryStore } from './store/RepositoryStore';

export interface CrawlReportOptions {
  store: IntegrationStore;
  repositories: RepositoryStore;
  /** How long something stays in the index that the registry no longer shows without being gone. */
  keepMs: number;
  /** Who holds the lease. */
  owner: string;
  /** Aborted when the backend shuts down. */
  closing: AbortSignal;
}

/** What is told of the index while a crawl is under way: what was there before. */
const BEFORE = [
  'repositories',
  'complete',
  'finishedAt',
  'kept',
  'gaps',
  'moreGaps',
] as const;

/** Tells how far a crawl is and how it has ended, in the state of the repository index. */
export class CrawlReport {
  readonly #options: CrawlReportOptions;
  readonly #integration: StoredIntegration;
  readonly #before: RepositoryIndexState;
  readonly #began = performance.now();
  readonly #seenBefore: number;

  /** @param crawl - as it was taken up */
  constructor(
    integration: StoredIntegration,
    { seen }: Crawl,
    options: CrawlReportOptions,
  ) {
    this.#integration = integration;
    this.#options = options;
    this.#before = {
      state: 'crawling',
      ...pickFields(integration.repositoryIndex, BEFORE),
    };
    this.#seenBefore = seen;
  }

  async underWay(crawl: Crawl): Promise<void> {
    await this.#write({ ...this.#before, ...this.#progressOf(crawl) });
  }

  async finished(crawl: Crawl, found: readonly RegistryGap[]): Promise<void> {
    const { repositories } = this.#options;
    const { id, repositories: declared, repositoryIndex } = this.#integration;
    const gaps = [...found, ...(declared.length > 0 ? [declaredGap()] : [])];
    const kept = await repositories.countKept(id);
    await this.#write({
      ...this.#progressOf(crawl),
      state: 'finished',
      repositories: await repositories.count([id]),
      complete: gaps.length === 0,
      finishedAt: new Date().toISOString(),
      ...(kept > 0 && { kept }),
      ...gapsOfIndex(gaps, repositoryIndex),
    });
  }

  /** What was found so far stays beside what was there. */
  async ended(
    crawl: Crawl,
    state: 'failed' | 'cancelled',
    failure?: RegistryFailure,
    gap?: RegistryGap,
  ): Promise<void> {
    const { repositories, keepMs, closing } = this.#options;
    const { id, repositoryIndex } = this.#integration;
    const gaps = gap && gapsOfIndex([gap], repositoryIndex);
    if (gaps && indexesNothing(gaps, keepMs)) {
      await repositories.removeAll(id, closing);
    }
    await this.#write({
      ...this.#before,
      ...this.#progressOf(crawl),
      state,
      repositories: await repositories.count([id]),
      ...(failure && { failure }),
      ...(gaps && { ...gaps, complete: false }),
    });
  }

  #progressOf({ seen, pages, startedAt }: Crawl) {
    const seconds = (performance.now() - this.#began) / 1_000;
    return {
      seen,
      pages,
      startedAt,
      repositoriesPerSecond: Math.round((seen - this.#seenBefore) / seconds),
    };
  }

  async #write(state: RepositoryIndexState): Promise<void> {
    const { store, owner } = this.#options;
    await store.setRepositoryIndex(this.#integration.id, state, owner);
  }
}
