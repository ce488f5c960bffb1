import { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import {
  RegistryFailure,
  RepositoryIndexState,
} from 'backstage-plugin-integrated-registry-common';
import {
  isRegistryError,
  RegistryRepository,
} from 'backstage-plugin-integrated-registry-node';
import { randomUUID } from 'node:crypto';
import { CredentialError } from '../credentials';
import {
  DatabaseCrawlStore,
  IntegrationStore,
  RepositoryStore,
} from '../database';
import { RegistryClients, RepositoryCrawler, StoredIntegration } from './types';

export interface RepositoryCrawlerOptions {
  store: IntegrationStore;
  repositories: RepositoryStore;
  crawls: DatabaseCrawlStore;
  clients: RegistryClients;
  logger: LoggerService;
  /** Repositories per integration; default 200,000. */
  maxRepositories?: number;
}

/** A crawl whose process has died is taken over after this time. */
const LEASE_MS = 2 * 60_000;

/** Names longer than the index can hold are left out, and the index says it is not complete. */
const MAX_NAME_LENGTH = 255;

/**
 * `interrupted`: the next crawl goes on where this one stood. `superseded`: the integration was
 * changed or removed on the way.
 */
type Outcome = 'finished' | 'failed' | 'interrupted' | 'superseded';

export class IndexingRepositoryCrawler implements RepositoryCrawler {
  readonly #options: RepositoryCrawlerOptions;
  readonly #owner = randomUUID();
  readonly #running = new Map<string, Promise<void>>();
  #sweeping = Promise.resolve();
  readonly #closing = new AbortController();

  static create(options: RepositoryCrawlerOptions): IndexingRepositoryCrawler {
    return new IndexingRepositoryCrawler(options);
  }

  private constructor(options: RepositoryCrawlerOptions) {
    this.#options = options;
  }

  async start(integrationId: string): Promise<void> {
    if (this.#running.has(integrationId) || this.#closing.signal.aborted) {
      return;
    }
    const started = this.#begin(integrationId);
    const ended = started
      .then(crawl => crawl?.())
      .catch(error => {
        this.#log(integrationId, error);
        return undefined;
      })
      .then(outcome => {
        this.#running.delete(integrationId);
        // What was changed on the way is crawled as it is now.
        return outcome === 'superseded' ? this.start(integrationId) : undefined;
      });
    this.#running.set(integrationId, ended);
    await started;
  }

  sweep(): void {
    this.#sweeping = this.#sweeping
      .then(() => this.#sweep())
      .catch(error =>
        this.#options.logger.error(
          `Removing what is left of removed integrations failed: ${
            isError(error) ? error.message : 'unknown error'
          }`,
        ),
      );
  }

  async settled(): Promise<void> {
    while (this.#running.size > 0) {
      await Promise.all(this.#running.values());
    }
    await this.#sweeping;
  }

  /** Ends all crawls; they go on where they stood when started again. */
  async close(): Promise<void> {
    this.#closing.abort(new Error('The backend is shutting down'));
    await this.settled();
  }

  /** No harm is done where two replicas do it. */
  async #sweep(): Promise<void> {
    const { repositories } = this.#options;
    for (const id of await repositories.listOrphans()) {
      if (!this.#closing.signal.aborted) {
        await repositories.removeAll(id, this.#closing.signal);
      }
    }
  }

  async #begin(integrationId: string) {
    const { store, crawls } = this.#options;
    const integration = await store.get(integrationId);
    if (!integration) {
      return undefined;
    }
    const crawl = await crawls.acquire(
      integrationId,
      this.#owner,
      integration.version,
      LEASE_MS,
    );
    if (!crawl) {
      return undefined;
    }
    await store.setRepositoryIndex(integrationId, {
      ...withoutFailure(integration.repositoryIndex),
      state: 'crawling',
      seen: crawl.seen,
    });
    return async () => {
      let outcome: Outcome = 'failed';
      try {
        outcome = await this.#crawl(integration, crawl);
      } finally {
        await crawls.release(
          integrationId,
          this.#owner,
          outcome !== 'interrupted',
        );
      }
      return outcome;
    };
  }

  async #crawl(
    integration: StoredIntegration,
    crawl: { generation: number; cursor?: string; seen: number },
  ): Promise<Outcome> {
    const { store, repositories, crawls, clients } = this.#options;
    const { id } = integration;
    const before = withoutFailure(integration.repositoryIndex);
    let { cursor, seen } = crawl;
    let whole = integration.repositories.length === 0;
    try {
      const client = await clients.get(integration, 'upkeep');
      const pages = client.listRepositories({
        signal: this.#closing.signal,
        ...(cursor !== undefined && { cursor }),
      });
      for await (const page of pages) {
        const { kept, complete } = this.#limit(page.items, seen);
        whole = whole && complete;
        await repositories.upsertPage(id, crawl.generation, kept);
        seen += kept.length;
        cursor = page.cursor;
        const current = await store.get(id);
        const mine =
          current?.version === integration.version &&
          (await crawls.advance(
            id,
            this.#owner,
            { generation: crawl.generation, cursor, seen },
            LEASE_MS,
          ));
        if (!mine) {
          return 'superseded';
        }
        await store.setRepositoryIndex(id, {
          ...before,
          state: 'crawling',
          seen,
        });
        if (
          !complete &&
          kept.length < page.items.length &&
          this.#isFull(seen)
        ) {
          break;
        }
      }
      await repositories.removeOlderThan(id, crawl.generation);
      await store.setRepositoryIndex(id, {
        state: 'finished',
        repositories: await repositories.count([id]),
        complete: whole,
        finishedAt: new Date().toISOString(),
      });
      return 'finished';
    } catch (error) {
      const known = await repositories.count([id]);
      if (this.#closing.signal.aborted) {
        await store.setRepositoryIndex(id, {
          ...before,
          state: before.finishedAt ? 'finished' : 'never',
          repositories: known,
        });
        return 'interrupted';
      }
      const failure = toFailure(error);
      await store.setRepositoryIndex(id, {
        ...before,
        state: 'failed',
        repositories: known,
        ...(failure && { failure }),
      });
      if (!failure) {
        throw error;
      }
      // A cursor the registry no longer takes would fail for ever.
      return isTemporary(error) ? 'interrupted' : 'failed';
    }
  }

  #isFull(seen: number): boolean {
    return seen >= (this.#options.maxRepositories ?? 200_000);
  }

  #limit(items: readonly RegistryRepository[], seen: number) {
    const fitting = items.filter(item => item.name.length <= MAX_NAME_LENGTH);
    const room = (this.#options.maxRepositories ?? 200_000) - seen;
    const kept = fitting.slice(0, Math.max(0, room));
    return { kept, complete: kept.length === items.length };
  }

  #log(integrationId: string, error: unknown): void {
    this.#options.logger.error(
      `Crawling the integration ${integrationId} failed: ${
        isError(error) ? error.message : 'unknown error'
      }`,
    );
  }
}

function withoutFailure({
  failure: _,
  seen: __,
  ...state
}: RepositoryIndexState): RepositoryIndexState {
  return state;
}

function isTemporary(error: unknown): boolean {
  return isRegistryError(error) && error.temporary;
}

function toFailure(error: unknown): RegistryFailure | undefined {
  if (isRegistryError(error)) {
    return error.toFailure();
  }
  return error instanceof CredentialError ? error.toFailure() : undefined;
}
