import {
  isRegistryError,
  RegistryClient,
  RegistryGap,
  RegistryRepository,
} from 'backstage-plugin-integrated-registry-node';
import { CredentialError } from '../credentials';
import { changedSince, RegistryClients, StoredIntegration } from '../model';
import { readAhead } from '../platform';
import {
  CrawlFailures,
  CrawlFailuresOptions,
  isTemporary,
} from './CrawlFailures';
import { limitGap, sourceOf, wholeRefusal } from './crawlGaps';
import { CrawlReport, CrawlReportOptions } from './CrawlReport';
import { settleUnseen } from './settleUnseen';
import { DatabaseCrawlPageStore } from './store/DatabaseCrawlPageStore';
import {
  Crawl,
  CrawlStanding,
  DatabaseCrawlStore,
} from './store/DatabaseCrawlStore';

export interface RepositoryCrawlOptions
  extends CrawlFailuresOptions,
    CrawlReportOptions {
  crawls: DatabaseCrawlStore;
  pages: DatabaseCrawlPageStore;
  clients: RegistryClients;
  /** Repositories per integration. */
  maxRepositories: number;
  /** How long the lease lasts when it is not renewed. */
  leaseMs: number;
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

/** One crawl of one integration, in the replica that has the lease on it. */
export class RepositoryCrawl {
  readonly #options: RepositoryCrawlOptions;
  readonly #integration: StoredIntegration;
  readonly #stop = new AbortController();
  readonly #report: CrawlReport;
  readonly #failures: CrawlFailures;
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
    this.#report = new CrawlReport(integration, crawl, options);
    this.#failures = new CrawlFailures(options);
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
    await this.#failures.refuseKnownRefusal(this.#integration);
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
      this.#count(kept.length);
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
    await this.#quiet();
    await this.#report.finished(this.#crawl, gaps);
    await noted.clear(id);
    return 'finished';
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
      reported: () => this.#reported(),
    });
  }

  /** What the registry has reported since the crawl began, as long as reports are kept. */
  async #reported(): Promise<ReadonlySet<string>> {
    const { id, changes } = this.#integration;
    const current = await this.#options.store.get(id);
    return new Set(changedSince(current?.changes, changes?.last ?? 0));
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
    return { kept, full, gaps: full ? [limitGap(maxRepositories)] : [] };
  }

  /** Only what can be found by now is told of. */
  #count(kept: number): void {
    this.#crawl = {
      ...this.#crawl,
      seen: this.#crawl.seen + kept,
      pages: this.#crawl.pages + 1,
    };
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
    const { crawls, owner, leaseMs } = this.#options;
    const { id } = this.#integration;
    try {
      this.#leave(await crawls.renew(id, owner, leaseMs));
      if (this.#standing === 'held') {
        await this.#report.underWay(this.#crawl);
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

  /** Somebody else has ended it. */
  async #end(): Promise<CrawlOutcome> {
    if (this.#standing === 'lost') {
      return 'superseded';
    }
    await this.#quiet();
    await this.#report.ended(this.#crawl, 'cancelled');
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
    const failure = await this.#failures.of(id, error);
    await this.#quiet();
    await this.#report.ended(
      this.#crawl,
      'failed',
      failure,
      wholeRefusal(error),
    );
    if (!isRegistryError(error) && !(error instanceof CredentialError)) {
      // For the log.
      throw error;
    }
    // A cursor the registry no longer takes would fail for ever.
    return isTemporary(error) ? 'interrupted' : 'failed';
  }
}
