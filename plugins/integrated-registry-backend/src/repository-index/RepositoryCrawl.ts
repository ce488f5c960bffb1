import {
  Health,
  message,
  messageIn,
  RegistryFailure,
  RepositoryIndexState,
  worded,
} from 'backstage-plugin-integrated-registry-common';
import {
  isRegistryError,
  RegistryClient,
  RegistryError,
  RegistryGap,
  RegistryRepository,
} from 'backstage-plugin-integrated-registry-node';
import { CredentialError } from '../credentials';
import {
  IntegrationStore,
  isRefused,
  RegistryClients,
  StoredIntegration,
} from '../model';
import { DatabaseFailure, readAhead } from '../platform';
import {
  declaredGap,
  gapsOfIndex,
  indexesNothing,
  limitGap,
  sourceOf,
  wholeRefusal,
} from './crawlGaps';
import { settleUnseen } from './settleUnseen';
import { DatabaseCrawlPageStore } from './store/DatabaseCrawlPageStore';
import {
  Crawl,
  CrawlStanding,
  DatabaseCrawlStore,
} from './store/DatabaseCrawlStore';
import { RepositoryStore } from './store/RepositoryStore';

export interface RepositoryCrawlOptions {
  store: IntegrationStore;
  repositories: RepositoryStore;
  crawls: DatabaseCrawlStore;
  pages: DatabaseCrawlPageStore;
  clients: RegistryClients;
  /** Checks the registry, or waits for the check that is under way. */
  checkHealth(integrationId: string): Promise<Health>;
  /** Repositories per integration. */
  maxRepositories: number;
  /** How long something stays in the index that the registry no longer shows without being gone. */
  keepMs: number;
  /** Who holds the lease. */
  owner: string;
  /** How long the lease lasts when it is not renewed. */
  leaseMs: number;
  /** Aborted when the backend shuts down. */
  closing: AbortSignal;
}

/**
 * `interrupted`: the next crawl goes on where this one stood, and so it does after `cancelled`.
 * `superseded`: the integration was changed or removed on the way, or another replica has taken
 * the crawl over.
 */
export type CrawlOutcome =
  | 'finished'
  | 'failed'
  | 'interrupted'
  | 'cancelled'
  | 'superseded';

/** How soon a cancellation through another replica is noticed, and people are told how far it is. */
const HEARTBEAT_MS = 1_000;

const refusedInPassing: RegistryFailure = worded({
  code: 'UPSTREAM_ERROR',
  message: message('CRAWL_REFUSED_IN_PASSING'),
  remedy: message('CRAWL_STARTS_AGAIN'),
});

/** One crawl of one integration, in the replica that has the lease on it. */
export class RepositoryCrawl {
  readonly #options: RepositoryCrawlOptions;
  readonly #integration: StoredIntegration;
  readonly #before: RepositoryIndexState;
  readonly #stop = new AbortController();
  readonly #began = performance.now();
  readonly #seenBefore: number;
  #crawl: Crawl;
  #standing: CrawlStanding = 'held';
  #heartbeat?: NodeJS.Timeout;
  #beating = Promise.resolve();

  constructor(
    integration: StoredIntegration,
    crawl: Crawl,
    options: RepositoryCrawlOptions,
  ) {
    this.#integration = integration;
    this.#crawl = crawl;
    this.#options = options;
    this.#seenBefore = crawl.seen;
    const { repositories, complete, finishedAt, kept, gaps, moreGaps } =
      integration.repositoryIndex;
    this.#before = {
      state: 'crawling',
      repositories,
      complete,
      ...(finishedAt !== undefined && { finishedAt }),
      ...(kept !== undefined && { kept }),
      ...(gaps && { gaps }),
      ...(moreGaps !== undefined && { moreGaps }),
    };
  }

  /** Ends it soon; it ends as `cancelled`. */
  cancel(): void {
    this.#leave('cancelled');
  }

  async run(): Promise<CrawlOutcome> {
    this.#heartbeat = setInterval(() => {
      this.#beating = this.#beating.then(() => this.#beat());
    }, HEARTBEAT_MS);
    try {
      return await this.#run();
    } catch (error) {
      return await this.#explain(error);
    } finally {
      await this.#quiet();
      this.#stop.abort();
    }
  }

  /** After this nothing speaks of a crawl under way any more. */
  async #quiet(): Promise<void> {
    clearInterval(this.#heartbeat);
    await this.#beating;
  }

  async #run(): Promise<CrawlOutcome> {
    const { repositories, pages: noted, clients, closing } = this.#options;
    const { id } = this.#integration;
    const { generation, cursor } = this.#crawl;
    if (cursor === undefined) {
      await noted.clear(id);
    }
    await this.#refuseKnownRefusal();
    const client = await clients.get(this.#integration, 'background');
    const signal = AbortSignal.any([closing, this.#stop.signal]);
    const pages = client.listRepositories({
      signal,
      knownProjects: await repositories.projects(id),
      ...(cursor !== undefined && { cursor }),
    });
    // The registry makes the next page while this one is written.
    for await (const page of readAhead(pages, signal)) {
      const { pages: at } = this.#crawl;
      const { kept, gaps, full } = this.#fit(page.items);
      const ids = await repositories.upsertPage(id, generation, kept);
      await noted.add(id, at, ids, [...(page.gaps ?? []), ...gaps]);
      await this.#advance(page.cursor);
      if (this.#standing !== 'held') {
        return this.#end();
      }
      if (full) {
        break;
      }
    }
    closing.throwIfAborted();
    // Only who still has the lease may remove what this crawl has not seen.
    await this.#advance(this.#crawl.cursor);
    if (this.#standing !== 'held') {
      return this.#end();
    }
    const gaps = await this.#settle(client, signal);
    if (this.#standing !== 'held') {
      return this.#end();
    }
    await this.#finish(gaps);
    return 'finished';
  }

  /** @throws RegistryError where health checks have found that the credential is refused */
  async #refuseKnownRefusal(): Promise<void> {
    if (!isRefused(this.#integration)) {
      return;
    }
    const { failure } = await this.#checkedHealth();
    if (failure?.code === 'UNAUTHORIZED') {
      throw new RegistryError(failure.code, failure);
    }
  }

  async #settle(
    client: RegistryClient,
    signal: AbortSignal,
  ): Promise<RegistryGap[]> {
    const { repositories, pages, keepMs } = this.#options;
    const { id } = this.#integration;
    const { generation, lastSource, pages: taken } = this.#crawl;
    const crawled = await pages.read(id, taken);
    if (crawled.pages < taken) {
      // Begun by a release that noted no pages: the next crawl decides.
      return crawled.gaps;
    }
    return settleUnseen({
      integration: this.#integration,
      generation,
      repositories,
      crawled,
      client,
      sameRegistry:
        lastSource === undefined || lastSource === sourceOf(this.#integration),
      keepMs,
      signal,
      isHeld: () => this.#standing === 'held',
    });
  }

  async #finish(found: readonly RegistryGap[]): Promise<void> {
    const { store, repositories, pages, owner } = this.#options;
    const { id, repositories: declared } = this.#integration;
    const gaps = [...found, ...(declared.length > 0 ? [declaredGap()] : [])];
    const kept = await repositories.countKept(id);
    await this.#quiet();
    const state: RepositoryIndexState = {
      ...this.#progress(),
      state: 'finished',
      repositories: await repositories.count([id]),
      complete: gaps.length === 0,
      finishedAt: new Date().toISOString(),
      ...(kept > 0 && { kept }),
      ...gapsOfIndex(gaps, this.#integration.repositoryIndex),
    };
    await store.setRepositoryIndex(id, state, owner);
    await pages.clear(id);
  }

  /** What the index does not hold is left out, and the index says so. */
  #fit(items: readonly RegistryRepository[]): {
    kept: RegistryRepository[];
    gaps: RegistryGap[];
    full: boolean;
  } {
    const { repositories, maxRepositories } = this.#options;
    const storable = items.filter(({ name }) => repositories.holds(name));
    const kept = storable.slice(0, this.#room());
    const full = kept.length < storable.length;
    this.#crawl = {
      ...this.#crawl,
      seen: this.#crawl.seen + kept.length,
      pages: this.#crawl.pages + 1,
    };
    return { kept, full, gaps: full ? [limitGap(maxRepositories)] : [] };
  }

  #room(): number {
    return Math.max(0, this.#options.maxRepositories - this.#crawl.seen);
  }

  async #advance(cursor: string | undefined): Promise<void> {
    const { store, crawls, owner, leaseMs } = this.#options;
    const { id, version } = this.#integration;
    const { cursor: _, ...crawl } = this.#crawl;
    this.#crawl = {
      ...crawl,
      ...(cursor !== undefined && { cursor }),
    };
    const standing = await crawls.advance(id, owner, this.#crawl, leaseMs);
    const current = await store.get(id);
    this.#leave(current?.version === version ? standing : 'lost');
  }

  async #beat(): Promise<void> {
    const { store, crawls, owner, leaseMs } = this.#options;
    const { id } = this.#integration;
    try {
      this.#leave(await crawls.renew(id, owner, leaseMs));
      if (this.#standing === 'held') {
        const state = { ...this.#before, ...this.#progress() };
        await store.setRepositoryIndex(id, state, owner);
      }
    } catch {
      // The database is away: the next page will tell, and the lease will run out.
    }
  }

  /** What has once ended stays so. */
  #leave(standing: CrawlStanding): void {
    if (standing !== 'held' && this.#standing === 'held') {
      this.#standing = standing;
      this.#stop.abort(new Error('The crawl was ended'));
    }
  }

  #progress() {
    const { seen, pages, startedAt } = this.#crawl;
    const seconds = (performance.now() - this.#began) / 1_000;
    return {
      seen,
      pages,
      startedAt,
      repositoriesPerSecond: Math.round((seen - this.#seenBefore) / seconds),
    };
  }

  /** Somebody else has ended it. */
  async #end(): Promise<CrawlOutcome> {
    if (this.#standing === 'lost') {
      return 'superseded';
    }
    await this.#note('cancelled');
    return 'cancelled';
  }

  async #explain(error: unknown): Promise<CrawlOutcome> {
    if (this.#options.closing.aborted) {
      // Still marked as crawling, so that the next replica takes it up.
      return 'interrupted';
    }
    // Nothing can be noted for an integration that was removed meanwhile.
    const { id, version } = this.#integration;
    const current = await this.#options.store.get(id);
    this.#leave(current?.version === version ? 'held' : 'lost');
    if (this.#standing !== 'held') {
      return this.#end();
    }
    await this.#note(
      'failed',
      await this.#failureOf(error),
      wholeRefusal(error),
    );
    if (!isRegistryError(error) && !(error instanceof CredentialError)) {
      // For the log.
      throw error;
    }
    // A cursor the registry no longer takes would fail for ever.
    return isTemporary(error) ? 'interrupted' : 'failed';
  }

  /** That a credential is wrong is found out by health checks alone. */
  async #failureOf(error: unknown): Promise<RegistryFailure> {
    if (!isRegistryError(error) || error.code !== 'UNAUTHORIZED') {
      return toFailure(error);
    }
    const { failure = refusedInPassing } = await this.#checkedHealth();
    return failure;
  }

  /** A credential that is known to be refused is not tried again for it. */
  async #checkedHealth(): Promise<Health> {
    const { store, checkHealth } = this.#options;
    const { id } = this.#integration;
    const known = await store.get(id);
    return known && isRefused(known) && !known.health.checking
      ? known.health
      : checkHealth(id);
  }

  /** What was found so far stays beside what was there. */
  async #note(
    state: 'failed' | 'cancelled',
    failure?: RegistryFailure,
    gap?: RegistryGap,
  ): Promise<void> {
    const { store, repositories, keepMs, closing, owner } = this.#options;
    const { id, repositoryIndex } = this.#integration;
    await this.#quiet();
    const gaps = gap && gapsOfIndex([gap], repositoryIndex);
    if (gaps && indexesNothing(gaps, keepMs)) {
      await repositories.removeAll(id, closing);
    }
    await store.setRepositoryIndex(
      id,
      {
        ...this.#before,
        ...this.#progress(),
        state,
        repositories: await repositories.count([id]),
        ...(failure && { failure }),
        ...(gaps && { ...gaps, complete: false }),
      },
      owner,
    );
  }
}

function isTemporary(error: unknown): boolean {
  return isRegistryError(error) && error.temporary;
}

function toFailure(error: unknown): RegistryFailure {
  if (isRegistryError(error)) {
    return error.toFailure();
  }
  if (error instanceof CredentialError) {
    return worded({
      code: 'UNAUTHORIZED',
      message: error.reason,
      remedy: message('ENTER_PASSWORD_AGAIN'),
    });
  }
  return worded({
    code: 'PORTAL_ERROR',
    message:
      error instanceof DatabaseFailure
        ? messageIn(error)
        : message('CRAWL_FAILED_INSIDE'),
    remedy: message('CRAWL_KEEPS_KNOWN'),
  });
}
