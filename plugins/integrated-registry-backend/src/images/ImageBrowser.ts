import {
  ArtifactAnswer,
  ArtifactQuery,
  message,
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
import { AdmittedToIntegration, rememberFailure } from '../access';
import { CredentialError } from '../credentials';
import {
  HealthMonitor,
  notFoundError,
  RegistryClients,
  StoredIntegration,
} from '../model';
import { offersRepository, RegistryCache } from '../platform';
import { ArtifactReader } from './artifacts/ArtifactReader';
import { boundPlatforms } from './artifacts/boundPlatforms';
import { ScanReader } from './artifacts/ScanReader';
import { InteractiveDeadline } from './InteractiveDeadline';
import { judgeImage } from './resolve/judgeImage';
import { AllTags, TagReader } from './tags/TagReader';

export interface ImageBrowserOptions {
  clients: RegistryClients;
  health: HealthMonitor;
  cache: RegistryCache;
  interactive: InteractiveDeadline;
}

/** What reads of an integration are bounded by. */
interface Until {
  /** Until when the caller waits, where this is only a part of it. */
  until?: AbortSignal;
}

const READ_DEADLINE_MS = 60_000;

/** Reads tags and artifacts from the registry of an integration. */
export class ImageBrowser {
  readonly #options: ImageBrowserOptions;
  readonly #artifacts: ArtifactReader;
  readonly #scans: ScanReader;
  readonly #tags: TagReader;

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
    this.#artifacts = new ArtifactReader(reading);
    this.#scans = new ScanReader(reading);
    this.#tags = new TagReader(reading);
  }

  /** @throws NotFoundError, RegistryError */
  async listTags(
    { integration }: AdmittedToIntegration,
    query: TagListQuery,
  ): Promise<TagList> {
    return this.#promptly(
      integration,
      query,
      {},
      () => this.#tags.list(integration, query),
      () => this.#tags.listKnown(integration, query),
    );
  }

  /**
   * What is known of an artifact; it may be some seconds old, and so are the verdicts in it.
   *
   * @throws NotFoundError, RegistryError
   */
  async getArtifact(
    { integration }: AdmittedToIntegration,
    query: ArtifactQuery,
  ): Promise<ArtifactAnswer> {
    const artifact = await this.#promptly(
      integration,
      query,
      {},
      () => this.#artifacts.read(integration, query),
      () => this.#artifacts.readKnown(integration, query),
    );
    const { repository, platform, artifactTypes } = query;
    const refused = judgeImage(
      { integration, repository, artifact },
      { pin: 'both', platform, artifactTypes },
    ).filter(({ passed }) => !passed);
    return {
      ...artifact,
      ...boundPlatforms(artifact.platforms, {
        more: artifact.morePlatforms,
        platform,
      }),
      ...(refused.length > 0 && { refused }),
    };
  }

  /** @throws NotFoundError, RegistryError */
  async getVulnerabilities(
    { integration }: AdmittedToIntegration,
    query: VulnerabilityQuery,
  ): Promise<VulnerabilityAnswer> {
    return this.#promptly(integration, query, {}, () =>
      this.#scans.read(integration, query),
    );
  }

  /** @throws NotFoundError, RegistryError, InputError where the registry type cannot do it */
  async startScan(
    { integration }: AdmittedToIntegration,
    query: VulnerabilityQuery,
  ): Promise<VulnerabilityAnswer> {
    return this.#promptly(integration, query, {}, () =>
      this.#scans.start(integration, query),
    );
  }

  /**
   * An artifact as the registry has it now, for what is chosen and written down, with all its
   * platforms.
   *
   * @param options - `platform`: the one that matters
   * @throws NotFoundError, RegistryError
   */
  async getCurrentArtifact(
    integration: StoredIntegration,
    query: ArtifactQuery,
    { until, platform }: Until & { platform?: string },
  ): Promise<ArtifactAnswer> {
    return this.#promptly(integration, query, { until }, () =>
      this.#artifacts.read(integration, query, { current: true, platform }),
    );
  }

  /**
   * What a tag names now.
   *
   * @throws NotFoundError, RegistryError
   */
  async getCurrentDigest(
    integration: StoredIntegration,
    query: ArtifactQuery,
    until: Until,
  ): Promise<string> {
    const { value } = await this.#promptly(integration, query, until, () =>
      this.#artifacts.resolve(integration, query, { current: true }),
    );
    return value.digest;
  }

  /**
   * All tags of a repository that are known, in no order.
   *
   * @param options - `current`: as the registry has them now
   * @throws NotFoundError, RegistryError
   */
  async listAllTags(
    integration: StoredIntegration,
    repository: string,
    { until, current }: Until & { current?: boolean },
  ): Promise<AllTags> {
    return this.#promptly(integration, { repository }, { until }, () =>
      this.#tags.all(integration, repository, { current }),
    );
  }

  /** What the registry's scanner says now. */
  async getCurrentVulnerabilities(
    integration: StoredIntegration,
    query: VulnerabilityQuery,
    until: Until,
  ): Promise<VulnerabilityAnswer> {
    return this.#promptly(integration, query, until, () =>
      this.#scans.read(integration, query, { current: true }),
    );
  }

  /** What refers to an artifact now; undefined where the registry does not tell. */
  async listCurrentReferrers(
    integration: StoredIntegration,
    query: VulnerabilityQuery,
    until: Until,
  ): Promise<RegistryReferrerList | undefined> {
    return this.#promptly(integration, query, until, () =>
      this.#scans.referrers(integration, query),
    );
  }

  /** For all that somebody waits for at once, such as the parts of a resolve. */
  deadline(repository: string): AbortSignal {
    return this.#options.interactive.deadline(repository);
  }

  /** @throws NotFoundError where the integration's filter leaves the repository out */
  async #promptly<T>(
    integration: StoredIntegration,
    { repository }: { repository: string },
    { until = this.deadline(repository) }: Until,
    read: () => Promise<T>,
    known?: () => Promise<T | undefined>,
  ): Promise<T> {
    if (!offersRepository(integration, repository)) {
      throw notFoundError(message('REPOSITORY_NOT_OFFERED', { repository }));
    }
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

function deadline(repository: string): AbortSignal {
  return deadlineSignal(READ_DEADLINE_MS, `Reading ${repository}`);
}
