import {
  ArtifactAnswer,
  ArtifactQuery,
  message,
  RepositoryList,
  RepositorySearchQuery,
  TagList,
  TagListQuery,
  VulnerabilityAnswer,
  VulnerabilityQuery,
} from 'backstage-plugin-integrated-registry-common';
import {
  deadlineSignal,
  isRegistryError,
  RegistryClient,
  RegistryReferrerList,
} from 'backstage-plugin-integrated-registry-node';
import { rememberFailure } from '../access';
import { CredentialError } from '../credentials';
import {
  CallerOptions,
  HealthMonitor,
  notFoundError,
  RegistryClients,
  StoredIntegration,
} from '../model';
import { RegistryCache } from '../platform';
import {
  gapsOfIndexes,
  keptAsWhole,
  RepositoryStore,
} from '../repository-index';
import { boundArtifact } from './artifacts/boundArtifact';
import { RegistryArtifacts } from './artifacts/RegistryArtifacts';
import { RegistryScans } from './artifacts/RegistryScans';
import { ImageBrowser, ReadOptions } from './ImageBrowser';
import { InteractiveDeadline } from './InteractiveDeadline';
import { offersRepository } from './repositoryFilter';
import { RegistryTags } from './tags/RegistryTags';
import { DatabaseImageUseStore } from './uses/DatabaseImageUseStore';

export interface ImageBrowserOptions {
  repositories: RepositoryStore;
  uses: DatabaseImageUseStore;
  clients: RegistryClients;
  health: HealthMonitor;
  cache: RegistryCache;
  interactive: InteractiveDeadline;
}

const READ_DEADLINE_MS = 60_000;

export class RegistryImageBrowser implements ImageBrowser {
  readonly #options: ImageBrowserOptions;
  readonly #artifacts: RegistryArtifacts;
  readonly #scans: RegistryScans;
  readonly #tags: RegistryTags;

  constructor(options: ImageBrowserOptions) {
    this.#options = options;
    const reading = {
      cache: options.cache,
      ask: <T>(
        integration: StoredIntegration,
        read: (client: RegistryClient) => Promise<T>,
      ) => this.#ask(integration, read),
      deadline,
    };
    this.#artifacts = new RegistryArtifacts(reading);
    this.#scans = new RegistryScans(reading);
    this.#tags = new RegistryTags(reading);
  }

  async searchRepositories(
    query: RepositorySearchQuery,
    { usable = [] }: CallerOptions & { usable?: readonly StoredIntegration[] },
  ): Promise<RepositoryList> {
    const ids = query.integration?.split(',');
    const searched = usable.filter(
      ({ id, type }) =>
        (ids === undefined || ids.includes(id)) &&
        (query.type === undefined || type === query.type),
    );
    const { repositories, uses } = this.#options;
    const page = await repositories.search({
      integrationIds: searched.map(({ id }) => id),
      q: query.q,
      project: query.project,
      recent: () => uses.recent(query.workspace),
      version: indexVersion(searched),
      cursor: query.cursor,
      limit: query.limit,
    });
    const hosts = new Map(searched.map(({ id, imageHost }) => [id, imageHost]));
    const kept = new Map(
      searched.map(({ id, repositoryIndex }) => [
        id,
        keptAsWhole(repositoryIndex),
      ]),
    );
    const finished = searched.flatMap(
      ({ repositoryIndex }) => repositoryIndex.finishedAt ?? [],
    );
    return {
      ...page,
      items: page.items.map(item => {
        const keptSince = item.keptSince ?? kept.get(item.integrationId);
        return {
          ...item,
          imageHost: item.imageHost ?? hosts.get(item.integrationId) ?? '',
          ...(keptSince !== undefined && { keptSince }),
        };
      }),
      complete: searched.every(
        ({ repositoryIndex }) =>
          repositoryIndex.complete && repositoryIndex.state === 'finished',
      ),
      // As old as the oldest part of it.
      asOf: finished.sort()[0] ?? new Date().toISOString(),
      ...gapsOfIndexes(searched),
      sources: usable.map(integration => ({
        integrationId: integration.id,
        name: integration.name,
        type: integration.type,
        shared: integration.workspace !== query.workspace,
        imageHost: integration.imageHost,
        health: integration.health,
        repositoryIndex: integration.repositoryIndex,
      })),
    };
  }

  async listTags(
    _integrationId: string,
    query: TagListQuery,
    options: ReadOptions,
  ): Promise<TagList> {
    const integration = offered(query, options);
    return this.#promptly(
      integration,
      query,
      options,
      () => this.#tags.list(integration, query),
      () => this.#tags.listKnown(integration, query),
    );
  }

  async getArtifact(
    _integrationId: string,
    query: ArtifactQuery,
    options: ReadOptions,
  ): Promise<ArtifactAnswer> {
    const integration = offered(query, options);
    return boundArtifact(
      await this.#promptly(
        integration,
        query,
        options,
        () => this.#artifacts.read(integration, query),
        () => this.#artifacts.readKnown(integration, query),
      ),
    );
  }

  /**
   * An artifact as the registry has it now, for what is chosen and written down, with all its
   * platforms.
   *
   * @param options - `platform`: the one that matters
   */
  async getCurrentArtifact(
    query: ArtifactQuery,
    options: ReadOptions & { platform?: string },
  ): Promise<ArtifactAnswer> {
    const integration = offered(query, options);
    const { platform } = options;
    return this.#promptly(integration, query, options, () =>
      this.#artifacts.read(integration, query, { current: true, platform }),
    );
  }

  async getVulnerabilities(
    _integrationId: string,
    query: VulnerabilityQuery,
    options: ReadOptions,
  ): Promise<VulnerabilityAnswer> {
    const integration = offered(query, options);
    return this.#promptly(integration, query, options, () =>
      this.#scans.read(integration, query),
    );
  }

  async startScan(
    _integrationId: string,
    query: VulnerabilityQuery,
    options: ReadOptions,
  ): Promise<VulnerabilityAnswer> {
    const integration = offered(query, options);
    return this.#promptly(integration, query, options, () =>
      this.#scans.start(integration, query),
    );
  }

  /** What the registry's scanner says now. */
  async getCurrentVulnerabilities(
    integration: StoredIntegration,
    query: VulnerabilityQuery,
    options: Pick<ReadOptions, 'until'>,
  ): Promise<VulnerabilityAnswer> {
    return this.#promptly(integration, query, options, () =>
      this.#scans.read(integration, query, { current: true }),
    );
  }

  /** What refers to an artifact now; undefined where the registry does not tell. */
  async listCurrentReferrers(
    integration: StoredIntegration,
    query: VulnerabilityQuery,
    options: Pick<ReadOptions, 'until'>,
  ): Promise<RegistryReferrerList | undefined> {
    return this.#promptly(integration, query, options, () =>
      this.#scans.referrers(integration, query),
    );
  }

  /** For all that somebody waits for at once, such as the parts of a resolve. */
  deadline(repository: string): AbortSignal {
    return this.#options.interactive.deadline(repository);
  }

  #promptly<T>(
    integration: StoredIntegration,
    { repository }: { repository: string },
    { until = this.deadline(repository) }: Pick<ReadOptions, 'until'>,
    read: () => Promise<T>,
    known?: () => Promise<T | undefined>,
  ): Promise<T> {
    return this.#options.interactive.read(integration, until, read, known);
  }

  /** What goes wrong may be the registry’s as a whole: its health is checked. */
  async #ask<T>(
    integration: StoredIntegration,
    read: (client: RegistryClient) => Promise<T>,
  ): Promise<T> {
    const { clients, health } = this.#options;
    try {
      return await read(await clients.get(integration));
    } catch (error) {
      if (isRegistryError(error) || error instanceof CredentialError) {
        rememberFailure(error, { integration, failure: error.toFailure() });
      }
      if (isRegistryError(error)) {
        await health.suspect(integration, error.toFailure());
      }
      throw error;
    }
  }
}

/** @throws NotFoundError where the integration's filter leaves the repository out */
function offered(
  { repository }: { repository: string },
  { integration }: ReadOptions,
): StoredIntegration {
  if (!integration || !offersRepository(integration, repository)) {
    throw notFoundError(message('REPOSITORY_NOT_OFFERED', { repository }));
  }
  return integration;
}

/** Undefined while what is in the index changes. */
function indexVersion(
  searched: readonly StoredIntegration[],
): string | undefined {
  const indexes = searched.map(({ repositoryIndex }) => repositoryIndex);
  return indexes.some(({ state }) => state === 'crawling')
    ? undefined
    : JSON.stringify(indexes);
}

function deadline(repository: string): AbortSignal {
  return deadlineSignal(READ_DEADLINE_MS, `Reading ${repository}`);
}
