import { NotFoundError } from '@backstage/errors';
import {
  Artifact,
  ArtifactAnswer,
  ArtifactQuery,
  formatImageReference,
  imageNameOf,
  parseImageReference,
  RepositoryList,
  RepositorySearchQuery,
  Tag,
  TagList,
  TagListQuery,
  VulnerabilityAnswer,
  VulnerabilityQuery,
} from 'backstage-plugin-integrated-registry-common';
import {
  deadlineSignal,
  isRegistryError,
  RegistryClient,
  RegistryDescriptor,
  RegistryReferrer,
} from 'backstage-plugin-integrated-registry-node';
import {
  DatabaseImageUseStore,
  decodeCursor,
  encodeCursor,
  IntegrationStore,
  RepositoryStore,
} from '../database';
import { ImageBrowser } from './ImageBrowser';
import { RegistryCache } from './RegistryCache';
import { matchesGlobs } from './repositoryFilter';
import { RegistryScans } from './RegistryScans';
import { compareTags, orderOf } from './sortTags';
import {
  CallerOptions,
  HealthMonitor,
  RegistryClients,
  StoredIntegration,
} from './types';

export interface ImageBrowserOptions {
  store: IntegrationStore;
  repositories: RepositoryStore;
  uses: DatabaseImageUseStore;
  clients: RegistryClients;
  health: HealthMonitor;
  cache: RegistryCache;
}

/** What a tag names may change at any time. */
const TAG_TTL_MS = 10_000;
const TAG_LIST_TTL_MS = 30_000;
/** What a digest names never changes; it is forgotten only to make room. */
const DIGEST_TTL_MS = 24 * 60 * 60_000;
/** Pages of a tag list are small at some registries: 20 tags. */
const MAX_TAG_PAGES = 2_000;
const MAX_TAGS = 100_000;
const READ_DEADLINE_MS = 60_000;

interface GatheredTags {
  tags: Tag[];
  complete: boolean;
  asOf: string;
}

export class RegistryImageBrowser implements ImageBrowser {
  readonly #options: ImageBrowserOptions;
  readonly #scans: RegistryScans;

  static create(options: ImageBrowserOptions): RegistryImageBrowser {
    return new RegistryImageBrowser(options);
  }

  private constructor(options: ImageBrowserOptions) {
    this.#options = options;
    this.#scans = RegistryScans.create({
      cache: options.cache,
      ask: (integration, read) => this.#ask(integration, read),
      deadline,
    });
  }

  async searchRepositories(
    query: RepositorySearchQuery,
    { usable = [] }: CallerOptions & { usable?: readonly StoredIntegration[] },
  ): Promise<RepositoryList> {
    const searched = usable.filter(
      ({ id, type }) =>
        (query.integration === undefined || id === query.integration) &&
        (query.type === undefined || type === query.type),
    );
    const { repositories, uses } = this.#options;
    const page = await repositories.search({
      integrationIds: searched.map(({ id }) => id),
      q: query.q,
      project: query.project,
      recent: query.cursor ? [] : await uses.recent(query.workspace),
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
    integrationId: string,
    query: TagListQuery,
    { signal }: CallerOptions,
  ): Promise<TagList> {
    const { cache } = this.#options;
    const integration = await this.#find(integrationId, query.repository);
    const { tags, complete, asOf } = await cache.get(
      ['tags', integration.id, integration.version, query.repository],
      TAG_LIST_TTL_MS,
      () =>
        this.#ask(integration, client => gatherTags(client, query.repository)),
    );
    signal?.throwIfAborted();
    const order = orderOf(query.sort, tags);
    const compare = compareTags(order);
    const text = query.q?.toLowerCase();
    const matching = tags
      .filter(tag => !text || tag.name.toLowerCase().includes(text))
      .sort(compare);
    const [name, pushedAt] = query.cursor ? decodeCursor(query.cursor, 2) : [];
    const after: Tag | undefined =
      name === undefined ? undefined : { name, pushedAt };
    const rest = after
      ? matching.filter(tag => compare(tag, after) > 0)
      : matching;
    const items = rest.slice(0, query.limit);
    const last = items.at(-1);
    return {
      items,
      totalItems: matching.length,
      ...(rest.length > items.length &&
        last && {
          nextCursor: encodeCursor([last.name, last.pushedAt ?? '']),
        }),
      complete,
      asOf,
      sortedBy: order,
    };
  }

  async getArtifact(
    integrationId: string,
    query: ArtifactQuery,
  ): Promise<ArtifactAnswer> {
    const integration = await this.#find(integrationId, query.repository);
    const { digest } = await this.resolve(integration, query);
    const artifact = await this.readArtifact(
      integration,
      query.repository,
      digest,
    );
    const tag = query.reference.includes(':') ? undefined : query.reference;
    const name = imageNameOf(integration.imageHost, query.repository);
    return {
      ...artifact,
      repository: query.repository,
      reference: query.reference,
      pullReference: formatImageReference({
        ...parseImageReference(`${name.imageHost}/${name.path}`),
        ...(tag !== undefined && { tag }),
        digest,
      }),
      asOf: new Date().toISOString(),
    };
  }

  async getVulnerabilities(
    integrationId: string,
    query: VulnerabilityQuery,
  ): Promise<VulnerabilityAnswer> {
    return this.#scans.read(
      await this.#find(integrationId, query.repository),
      query,
    );
  }

  async startScan(
    integrationId: string,
    query: VulnerabilityQuery,
  ): Promise<VulnerabilityAnswer> {
    return this.#scans.start(
      await this.#find(integrationId, query.repository),
      query,
    );
  }

  /** What refers to an artifact; undefined where the registry does not tell. */
  async listReferrers(
    integration: StoredIntegration,
    query: VulnerabilityQuery,
  ): Promise<RegistryReferrer[] | undefined> {
    return this.#scans.referrers(integration, query);
  }

  /** The digest behind a tag. */
  async resolve(
    integration: StoredIntegration,
    { repository, reference }: ArtifactQuery,
  ): Promise<RegistryDescriptor> {
    const immutable = reference.includes(':');
    return this.#options.cache.get(
      ['resolve', integration.id, integration.version, repository, reference],
      immutable ? DIGEST_TTL_MS : TAG_TTL_MS,
      () =>
        this.#ask(integration, client =>
          client.resolve(repository, reference, {
            signal: deadline(repository),
          }),
        ),
    );
  }

  async readArtifact(
    integration: StoredIntegration,
    repository: string,
    digest: string,
  ): Promise<Artifact> {
    return this.#options.cache.get(
      ['artifact', integration.id, integration.version, repository, digest],
      DIGEST_TTL_MS,
      () =>
        this.#ask(integration, client =>
          client.getArtifact(repository, digest, {
            signal: deadline(repository),
          }),
        ),
    );
  }

  /** @throws NotFoundError also where the integration's filter leaves the repository out */
  async #find(id: string, repository: string): Promise<StoredIntegration> {
    const found = await this.#options.store.get(id);
    if (!found) {
      throw new NotFoundError(`There is no integration with the id ${id}`);
    }
    const { repositoryFilter } = found;
    if (
      repositoryFilter.length > 0 &&
      !matchesGlobs(repository, repositoryFilter)
    ) {
      throw new NotFoundError(
        `The repository ${repository} is not one of those this integration offers`,
      );
    }
    return found;
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
      if (isRegistryError(error)) {
        await health.report(integration.id, error.toFailure());
      }
      throw error;
    }
  }
}

function deadline(repository: string): AbortSignal {
  return deadlineSignal(READ_DEADLINE_MS, `Reading ${repository}`);
}

/** All tags, page by page. Where there are too many, the list says that it is not whole. */
async function gatherTags(
  client: RegistryClient,
  repository: string,
): Promise<GatheredTags> {
  const signal = deadline(repository);
  const tags = new Map<string, Tag>();
  let cursor: string | undefined;
  for (let pages = 0; pages < MAX_TAG_PAGES && tags.size < MAX_TAGS; pages++) {
    const page = await client.listTags(repository, {
      signal,
      limit: 1_000,
      ...(cursor !== undefined && { cursor }),
    });
    for (const tag of page.items) {
      tags.set(tag.name, tag);
    }
    cursor = page.cursor;
    if (cursor === undefined) {
      break;
    }
  }
  return {
    tags: [...tags.values()],
    complete: cursor === undefined,
    asOf: new Date().toISOString(),
  };
}
