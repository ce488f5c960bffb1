import { NotFoundError } from '@backstage/errors';
import {
  ArtifactAnswer,
  ArtifactQuery,
  formatImageReference,
  imageNameOf,
  parseImageReference,
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
import { ImageBrowser, ReadOptions } from './ImageBrowser';
import { rememberFailure } from './liveFailures';
import { Freshness, RegistryCache } from './RegistryCache';
import { offersRepository } from './repositoryFilter';
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

/** What a tag names may change at any time; it is shown a little longer while the registry is asked. */
const TAG_FRESHNESS: Freshness = { freshMs: 10_000, staleMs: 50_000 };
/** What a digest names never changes; it is forgotten only to make room. */
const DIGEST_FRESHNESS: Freshness = { freshMs: 24 * 60 * 60_000, staleMs: 0 };
const READ_DEADLINE_MS = 60_000;

export class RegistryImageBrowser implements ImageBrowser {
  readonly #options: ImageBrowserOptions;
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
    const finished = searched.flatMap(
      ({ repositoryIndex }) => repositoryIndex.finishedAt ?? [],
    );
    return {
      ...page,
      items: page.items.map(item => ({
        ...item,
        imageHost: item.imageHost ?? hosts.get(item.integrationId) ?? '',
      })),
      complete: searched.every(
        ({ repositoryIndex }) =>
          repositoryIndex.complete && repositoryIndex.state === 'finished',
      ),
      // As old as the oldest part of it.
      asOf: finished.sort()[0] ?? new Date().toISOString(),
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
    return this.#readArtifact(offered(query, options), query, {});
  }

  /** An artifact as it is now, for what is written down: the digest behind a tag is never stale. */
  async getCurrentArtifact(
    query: ArtifactQuery,
    options: ReadOptions,
  ): Promise<ArtifactAnswer> {
    return this.#readArtifact(offered(query, options), query, {
      current: true,
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

  /** What refers to an artifact; undefined where the registry does not tell. */
  async listReferrers(
    integration: StoredIntegration,
    query: VulnerabilityQuery,
  ): Promise<RegistryReferrerList | undefined> {
    return this.#scans.referrers(integration, query);
  }

  async #readArtifact(
    integration: StoredIntegration,
    { repository, reference }: ArtifactQuery,
    options: { current?: boolean },
  ): Promise<ArtifactAnswer> {
    const { cache } = this.#options;
    const { id, version, imageHost } = integration;
    const byDigest = reference.includes(':');
    const resolved = await cache.get(
      ['resolve', id, version, repository, reference],
      byDigest ? DIGEST_FRESHNESS : TAG_FRESHNESS,
      () =>
        this.#ask(integration, client =>
          client.resolve(repository, reference, {
            signal: deadline(repository),
          }),
        ),
      options,
    );
    const { digest } = resolved.value;
    const artifact = await cache.get(
      ['artifact', id, version, repository, digest],
      DIGEST_FRESHNESS,
      () =>
        this.#ask(integration, client =>
          client.getArtifact(repository, digest, {
            signal: deadline(repository),
          }),
        ),
    );
    const name = imageNameOf(imageHost, repository);
    return {
      ...artifact.value,
      repository,
      reference,
      pullReference: formatImageReference({
        ...parseImageReference(`${name.imageHost}/${name.path}`),
        ...(!byDigest && { tag: reference }),
        digest,
      }),
      // What is behind a digest does not age; which one a tag names does.
      asOf: new Date(resolved.readAt).toISOString(),
    };
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
