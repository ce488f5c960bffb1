import { NotFoundError } from '@backstage/errors';
import {
  ArtifactAnswer,
  ArtifactQuery,
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
import { DatabaseImageUseStore, RepositoryStore } from '../database';
import { CredentialError } from '../credentials';
import { boundArtifact } from './boundArtifact';
import { gapsOfIndexes, keptAsWhole } from './crawlGaps';
import { ImageBrowser, ReadOptions } from './ImageBrowser';
import { rememberFailure } from './liveFailures';
import { RegistryCache } from './RegistryCache';
import { offersRepository } from './repositoryFilter';
import { RegistryArtifacts } from './RegistryArtifacts';
import { RegistryScans } from './RegistryScans';
import { RegistryTags } from './RegistryTags';
import {
  CallerOptions,
  HealthMonitor,
  RegistryClients,
  StoredIntegration,
} from './types';

export interface ImageBrowserOptions {
  repositories: RepositoryStore;
  uses: DatabaseImageUseStore;
  clients: RegistryClients;
  health: HealthMonitor;
  cache: RegistryCache;
}

const READ_DEADLINE_MS = 60_000;

export class RegistryImageBrowser implements ImageBrowser {
  readonly #options: ImageBrowserOptions;
  readonly #artifacts: RegistryArtifacts;
  readonly #scans: RegistryScans;
  readonly #tags: RegistryTags;

  static create(options: ImageBrowserOptions): RegistryImageBrowser {
    return new RegistryImageBrowser(options);
  }

  private constructor(options: ImageBrowserOptions) {
    this.#options = options;
    const reading = {
      cache: options.cache,
      ask: <T>(
        integration: StoredIntegration,
        read: (client: RegistryClient) => Promise<T>,
      ) => this.#ask(integration, read),
      deadline,
    };
    this.#artifacts = RegistryArtifacts.create(reading);
    this.#scans = RegistryScans.create(reading);
    this.#tags = RegistryTags.create(reading);
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
    return this.#tags.list(offered(query, options), query);
  }

  async getArtifact(
    _integrationId: string,
    query: ArtifactQuery,
    options: ReadOptions,
  ): Promise<ArtifactAnswer> {
    return boundArtifact(
      await this.#artifacts.read(offered(query, options), query),
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
    return this.#artifacts.read(offered(query, options), query, {
      current: true,
      platform: options.platform,
    });
  }

  async getVulnerabilities(
    _integrationId: string,
    query: VulnerabilityQuery,
    options: ReadOptions,
  ): Promise<VulnerabilityAnswer> {
    return this.#scans.read(offered(query, options), query);
  }

  async startScan(
    _integrationId: string,
    query: VulnerabilityQuery,
    options: ReadOptions,
  ): Promise<VulnerabilityAnswer> {
    return this.#scans.start(offered(query, options), query);
  }

  /** What the registry's scanner says now. */
  async getCurrentVulnerabilities(
    integration: StoredIntegration,
    query: VulnerabilityQuery,
  ): Promise<VulnerabilityAnswer> {
    return this.#scans.read(integration, query, { current: true });
  }

  /** What refers to an artifact now; undefined where the registry does not tell. */
  async listCurrentReferrers(
    integration: StoredIntegration,
    query: VulnerabilityQuery,
  ): Promise<RegistryReferrerList | undefined> {
    return this.#scans.referrers(integration, query);
  }

  /** What goes wrong for the registry as a whole is remembered in its health. */
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
        await health.report(integration.id, error.toFailure());
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
    throw new NotFoundError(
      `The repository ${repository} is not one of those this integration offers`,
    );
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
