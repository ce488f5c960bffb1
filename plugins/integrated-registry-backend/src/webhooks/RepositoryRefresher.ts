import { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { RegistryClient } from 'backstage-plugin-integrated-registry-node';
import { CredentialError } from '../credentials';
import {
  IntegrationStore,
  isRefused,
  RegistryClients,
  reportOf,
  RepositoryCrawler,
  StoredIntegration,
} from '../model';
import { offersRepository } from '../platform';
import {
  DatabaseCrawlStore,
  lookAtRepository,
  RepositoryStore,
} from '../repository-index';
import { DatabaseWebhookStore } from './DatabaseWebhookStore';
import { projectOf } from './namesOf';

export interface RepositoryRefresherOptions {
  store: IntegrationStore;
  webhooks: DatabaseWebhookStore;
  repositories: RepositoryStore;
  crawls: DatabaseCrawlStore;
  clients: RegistryClients;
  crawler: RepositoryCrawler;
  logger: LoggerService;
  /** Of one integration, in the repository index. */
  maxRepositories: number;
  /** Repositories of an integration that are looked at within a minute; beyond, a crawl does it. */
  looksPerMinute: number;
}

/** Repositories that wait, of all integrations. */
const MAX_WAITING = 1_000;
const LOOKS_AT_ONCE = 4;
const MINUTE_MS = 60_000;
/** A crawl that became due does not begin sooner after the last one. */
const CRAWL_PAUSE_MS = 60_000;

interface Waiting {
  integrationId: string;
  name: string;
}

/**
 * Asks registries about repositories that they have reported, one by one, and brings the repository index
 * up to date. What is reported again while it waits is asked about once. What is beyond the bounds
 * becomes one crawl.
 */
export class RepositoryRefresher {
  readonly #options: RepositoryRefresherOptions;
  readonly #waiting = new Map<string, Waiting>();
  readonly #looking = new Map<string, Promise<void>>();
  /** Looks of the current minute. */
  readonly #looks = new Map<string, number>();
  #minute = 0;
  readonly #closing = new AbortController();

  constructor(options: RepositoryRefresherOptions) {
    this.#options = options;
  }

  /** Begins to look at them; resolves before that has ended. */
  async refresh(integrationId: string, names: Iterable<string>): Promise<void> {
    for (const name of names) {
      const key = JSON.stringify([integrationId, name]);
      if (!this.#waiting.has(key) && !this.#take(integrationId)) {
        await this.crawlSoon(integrationId);
        break;
      }
      this.#waiting.set(key, { integrationId, name });
    }
    this.#fill();
  }

  /** Has a crawl find what is not looked at one by one. */
  async crawlSoon(integrationId: string): Promise<void> {
    await this.#options.webhooks.setCrawlDue(integrationId);
    await this.startDueCrawls();
  }

  /** Begins the crawls that have become due, of registries that answer and are not being crawled. */
  async startDueCrawls(): Promise<void> {
    const { webhooks, store, crawler } = this.#options;
    for (const { integrationId, dueAt } of await webhooks.listCrawlsDue()) {
      const integration = await store.get(integrationId);
      if (
        integration &&
        !this.#closing.signal.aborted &&
        mayCrawl(integration)
      ) {
        await crawler.start(integrationId);
        await webhooks.setCrawlBegun(integrationId, dueAt);
      }
    }
  }

  /** Resolves when nothing waits in this process. */
  async settled(): Promise<void> {
    while (this.#looking.size > 0) {
      await Promise.all(this.#looking.values());
    }
  }

  /** Leaves what waits to a crawl. */
  async close(): Promise<void> {
    const left = new Set(
      [...this.#waiting.values()].map(({ integrationId }) => integrationId),
    );
    this.#waiting.clear();
    this.#closing.abort(new Error('The backend is shutting down'));
    await this.settled();
    for (const integrationId of left) {
      await this.#options.webhooks.setCrawlDue(integrationId);
    }
  }

  /** May one more be looked at? */
  #take(integrationId: string): boolean {
    const minute = Math.floor(Date.now() / MINUTE_MS);
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.#looks.clear();
    }
    const looks = this.#looks.get(integrationId) ?? 0;
    if (
      looks >= this.#options.looksPerMinute ||
      this.#waiting.size >= MAX_WAITING
    ) {
      return false;
    }
    this.#looks.set(integrationId, looks + 1);
    return true;
  }

  #fill(): void {
    for (const [key, next] of this.#waiting) {
      if (this.#looking.size >= LOOKS_AT_ONCE) {
        return;
      }
      // One that is reported again while it is looked at is looked at once more, afterwards.
      if (!this.#looking.has(key)) {
        this.#waiting.delete(key);
        const looked = this.#look(next).then(() => {
          this.#looking.delete(key);
          this.#fill();
        });
        this.#looking.set(key, looked);
      }
    }
  }

  /** Never rejects. */
  async #look({ integrationId, name }: Waiting): Promise<void> {
    try {
      const integration = await this.#options.store.get(integrationId);
      if (integration && isIndexed(integration, name)) {
        await this.#lookAt(integration, name);
      }
    } catch (error) {
      this.#options.logger.warn(
        `Looking at a repository of the integration ${integrationId} failed: ${
          isError(error) ? error.message : 'unknown error'
        }`,
      );
      await this.#options.webhooks
        .setCrawlDue(integrationId)
        // The database is away, and the log has said so.
        .catch(() => undefined);
    }
  }

  async #lookAt(integration: StoredIntegration, name: string): Promise<void> {
    const { clients, webhooks } = this.#options;
    const { id } = integration;
    // A refused password is not sent more often than health checks do.
    const client = isRefused(integration)
      ? undefined
      : await unlessUnreadable(clients.get(integration));
    const { signal } = this.#closing;
    const look = client && (await lookAtRepository(client, name, signal));
    switch (look) {
      case 'there':
        return this.#add(integration, name, client);
      case 'gone':
        return this.#remove(integration, name);
      case 'unknown':
      case undefined:
        return webhooks.setCrawlDue(id);
      default:
        return undefined;
    }
  }

  async #add(
    { id }: StoredIntegration,
    name: string,
    client: RegistryClient | undefined,
  ): Promise<void> {
    const { repositories, crawls, store, maxRepositories } = this.#options;
    const known = await repositories.get(id, name);
    if (known && known.keptSince === undefined) {
      return;
    }
    const count = (await store.get(id))?.repositoryIndex.repositories ?? 0;
    if (!known && count >= maxRepositories) {
      return;
    }
    const project = client && projectOf(client, name);
    // The next crawl tells more of a new one.
    const {
      integrationId: _,
      keptSince: __,
      ...repository
    } = known ?? {
      integrationId: id,
      name,
      ...(project !== undefined && { project }),
    };
    await repositories.upsertPage(id, await crawls.generation(id), [
      repository,
    ]);
    if (!known) {
      await this.#tell(id, 1);
    }
  }

  async #remove(
    { id, changes }: StoredIntegration,
    name: string,
  ): Promise<void> {
    const { repositories, crawls, store } = this.#options;
    const known = await repositories.find(id, name);
    const current = await store.get(id);
    // What was reported meanwhile is looked at by whoever was told.
    if (known && reportOf(current?.changes, name) === reportOf(changes, name)) {
      const generation = await crawls.generation(id);
      await repositories.remove(id, generation, [known]);
      await this.#tell(id, -1);
    }
  }

  /** A crawl under way counts by itself. */
  async #tell(id: string, more: number): Promise<void> {
    const { store } = this.#options;
    const integration = await store.get(id);
    if (integration) {
      const { repositoryIndex } = integration;
      await store.setRepositoryIndex(id, {
        ...repositoryIndex,
        repositories: Math.max(0, repositoryIndex.repositories + more),
      });
    }
  }
}

/** An integration with declared repositories has those, whatever the registry has. */
function isIndexed(integration: StoredIntegration, name: string): boolean {
  return (
    integration.suspendedSince === undefined &&
    integration.repositories.length === 0 &&
    offersRepository(integration, name)
  );
}

function mayCrawl({
  suspendedSince,
  repositoryIndex: { state, finishedAt },
  health,
}: StoredIntegration): boolean {
  return (
    suspendedSince === undefined &&
    state !== 'crawling' &&
    health.state !== 'unhealthy' &&
    Date.now() - Date.parse(finishedAt ?? '1970-01-01') >= CRAWL_PAUSE_MS
  );
}

/** Its integration says that the password cannot be read. */
async function unlessUnreadable(
  connecting: Promise<RegistryClient>,
): Promise<RegistryClient | undefined> {
  try {
    return await connecting;
  } catch (error) {
    if (error instanceof CredentialError) {
      return undefined;
    }
    throw error;
  }
}
