import { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { randomUUID } from 'node:crypto';
import { RepositoryCrawler, StoredIntegration } from '../model';
import { DatabaseFailure } from '../platform';
import { keptAsWhole, sourceOf, withoutKept } from './crawlGaps';
import { RepositoryCrawl, RepositoryCrawlOptions } from './RepositoryCrawl';

export type RepositoryCrawlerOptions = Pick<
  RepositoryCrawlOptions,
  | 'store'
  | 'repositories'
  | 'crawls'
  | 'pages'
  | 'clients'
  | 'checkHealth'
  | 'maxRepositories'
  | 'keepMs'
> & {
  logger: LoggerService;
  /** How long a crawl belongs to a process that says nothing any more; default 20 seconds. */
  leaseMs?: number;
};

/** Renewed every second: a process that is only slow keeps it. */
const LEASE_MS = 20_000;

interface Running {
  ended: Promise<void>;
  crawl?: RepositoryCrawl;
}

/** Starts crawls, one at a time for each integration, and clears away what they leave. */
export class IndexingRepositoryCrawler implements RepositoryCrawler {
  readonly #options: RepositoryCrawlerOptions;
  readonly #owner = randomUUID();
  readonly #running = new Map<string, Running>();
  /** Crawled once more, because the registry changed meanwhile. */
  readonly #repeated = new Set<string>();
  readonly #closing = new AbortController();
  #sweeping = Promise.resolve();

  constructor(options: RepositoryCrawlerOptions) {
    this.#options = options;
  }

  async start(integrationId: string): Promise<void> {
    if (this.#running.has(integrationId) || this.#closing.signal.aborted) {
      return;
    }
    const begun = this.#begin(integrationId);
    const running: Running = {
      ended: begun
        .then(async started => {
          running.crawl = started?.crawl;
          return started && this.#run(started.integration, started.crawl);
        })
        .catch(error => {
          this.#log(`Crawling the integration ${integrationId}`, error);
          return undefined;
        })
        .then(again => {
          this.#running.delete(integrationId);
          return again ? this.start(integrationId) : undefined;
        })
        .catch(error =>
          this.#log(`Crawling the integration ${integrationId} again`, error),
        ),
    };
    this.#running.set(integrationId, running);
    await begun;
  }

  async cancel(integrationId: string): Promise<void> {
    await this.#options.crawls.cancel(integrationId);
    const running = this.#running.get(integrationId);
    running?.crawl?.cancel();
    await this.ended(integrationId);
  }

  async ended(integrationId: string): Promise<void> {
    await this.#running.get(integrationId)?.ended;
  }

  async resumeAbandoned(): Promise<void> {
    for (const id of await this.#options.crawls.listAbandoned()) {
      await this.start(id);
    }
  }

  async forgetKept(integrationId: string): Promise<void> {
    const { store, repositories } = this.#options;
    const { repositoryIndex } = (await store.get(integrationId)) ?? {};
    if (!repositoryIndex) {
      return;
    }
    if (keptAsWhole(repositoryIndex) !== undefined) {
      await repositories.removeAll(integrationId, this.#closing.signal);
    } else {
      await repositories.removeKept(integrationId);
    }
    const { kept: _, gaps, ...state } = repositoryIndex;
    await store.setRepositoryIndex(integrationId, {
      ...state,
      repositories: await repositories.count([integrationId]),
      // Nothing stays for them any more; what is missing is still missing.
      ...(gaps && { gaps: gaps.map(withoutKept) }),
    });
  }

  sweep(): void {
    this.#sweeping = this.#sweeping
      .then(() => this.#sweep())
      .catch(error => this.#log('Removing what was left', error));
  }

  async settled(): Promise<void> {
    while (this.#running.size > 0) {
      await Promise.all([...this.#running.values()].map(({ ended }) => ended));
    }
    await this.#sweeping;
  }

  /** Ends all crawls; they go on where they stood when started again. */
  async close(): Promise<void> {
    this.#closing.abort(new Error('The backend is shutting down'));
    await this.settled();
  }

  async #begin(integrationId: string) {
    const { store, crawls, leaseMs = LEASE_MS } = this.#options;
    const integration = await store.get(integrationId);
    if (!integration) {
      // Removed while it was crawled.
      this.sweep();
      return undefined;
    }
    const crawl = await crawls.acquire(
      integrationId,
      this.#owner,
      integration.version,
      leaseMs,
    );
    if (!crawl) {
      return undefined;
    }
    await store.setRepositoryIndex(
      integrationId,
      {
        ...withoutFailure(integration.repositoryIndex),
        state: 'crawling',
        seen: crawl.seen,
        pages: crawl.pages,
        startedAt: crawl.startedAt,
      },
      this.#owner,
    );
    return {
      integration,
      crawl: new RepositoryCrawl(integration, crawl, {
        ...this.#options,
        owner: this.#owner,
        leaseMs,
        closing: this.#closing.signal,
      }),
    };
  }

  /** @returns true where it has to be crawled again as it is now */
  async #run(
    integration: StoredIntegration,
    crawl: RepositoryCrawl,
  ): Promise<boolean> {
    const { store, crawls } = this.#options;
    const { id, version } = integration;
    let keepsCursor = false;
    let source: string | undefined;
    try {
      const outcome = await crawl.run();
      source = outcome === 'finished' ? sourceOf(integration) : undefined;
      keepsCursor = outcome === 'interrupted' || outcome === 'cancelled';
      if (outcome === 'superseded') {
        return true;
      }
    } catch (error) {
      keepsCursor = error instanceof DatabaseFailure;
      throw error;
    } finally {
      await crawls.release(id, this.#owner, !keepsCursor, source);
    }
    // Whoever changed it in the last moment found the lease taken.
    const current = await store.get(id);
    return (
      current?.version !== version ||
      this.#changedMeanwhile(id, source, current.repositoryIndex)
    );
  }

  /** What the registry deleted while it was crawled is found gone by another crawl, once. */
  #changedMeanwhile(
    id: string,
    finished: string | undefined,
    { gaps = [] }: StoredIntegration['repositoryIndex'],
  ): boolean {
    const changed =
      finished !== undefined && gaps.some(({ code }) => code === 'CHANGED');
    if (changed && !this.#repeated.has(id)) {
      this.#repeated.add(id);
      return true;
    }
    this.#repeated.delete(id);
    return false;
  }

  /** No harm is done where two replicas do it. */
  async #sweep(): Promise<void> {
    const { repositories } = this.#options;
    for (const id of await repositories.listOrphans()) {
      await repositories.removeAll(id, this.#closing.signal);
    }
  }

  #log(what: string, error: unknown): void {
    this.#options.logger.error(
      `${what} failed: ${isError(error) ? error.message : 'unknown error'}`,
    );
  }
}

function withoutFailure({
  failure: _,
  ...state
}: StoredIntegration['repositoryIndex']): StoredIntegration['repositoryIndex'] {
  return state;
}
