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
import { CallerOptions, StoredIntegration } from '../model';

/** As it is with `usable` of a search: the inner service demands the integration that was named. */
export type ReadOptions = CallerOptions & {
  integration?: StoredIntegration;
  /** Until when the caller waits, where this is only a part of it. */
  until?: AbortSignal;
};

/** Searches repositories in the repository index, reads tags and artifacts from the registry. */
export interface ImageBrowser {
  /**
   * @param options - `usable`: the integrations to search, as authorization found them. The inner
   * service demands it; callers of the authorized one leave it out.
   */
  searchRepositories(
    query: RepositorySearchQuery,
    options: CallerOptions & { usable?: readonly StoredIntegration[] },
  ): Promise<RepositoryList>;
  /** @throws NotFoundError, RegistryError */
  listTags(
    integrationId: string,
    query: TagListQuery,
    options: ReadOptions,
  ): Promise<TagList>;
  /** @throws NotFoundError, RegistryError */
  getArtifact(
    integrationId: string,
    query: ArtifactQuery,
    options: ReadOptions,
  ): Promise<ArtifactAnswer>;
  /** @throws NotFoundError, RegistryError */
  getVulnerabilities(
    integrationId: string,
    query: VulnerabilityQuery,
    options: ReadOptions,
  ): Promise<VulnerabilityAnswer>;
  /** @throws NotFoundError, RegistryError, InputError where the registry type cannot do it */
  startScan(
    integrationId: string,
    query: VulnerabilityQuery,
    options: ReadOptions,
  ): Promise<VulnerabilityAnswer>;
}
