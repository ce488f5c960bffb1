import {
  ArtifactAnswer,
  ArtifactQuery,
  ConnectionTestInput,
  CreateIntegrationInput,
  Diagnosis,
  ImageUse,
  ImageUseList,
  Integration,
  IntegrationList,
  ParsedImage,
  ProviderList,
  RepositoryList,
  RepositorySourceList,
  RepositorySourceListQuery,
  ResolvedImage,
  ResolveImageInput,
  TagList,
  TagSort,
  UpdateIntegrationInput,
  VulnerabilityAnswer,
  VulnerabilityQuery,
  WorkspaceList,
} from '../contract';
import { ApiCallAnswer, ApiCallName, ApiCallRequest } from './ApiCall';

/** @public */
export interface RequestOptions {
  /** A Backstage token, where `fetch` does not add one. */
  token?: string;
  signal?: AbortSignal;
}

/** @public */
export interface ListWorkspacesRequest {
  /** Every word must occur in the title or the entity ref. */
  q?: string;
  /** Only these. */
  entityRefs?: readonly string[];
  cursor?: string;
  limit?: number;
}

/** @public */
export interface ListIntegrationsRequest {
  workspace?: string;
  /** Those whose workspace has left the catalog, which only platform admins see. */
  suspended?: boolean;
  q?: string;
  cursor?: string;
  limit?: number;
}

/** @public */
export interface ListImageUsesRequest {
  workspace: string;
  integration?: string;
  repository?: string;
  cursor?: string;
  limit?: number;
}

/** @public */
export interface SearchRepositoriesRequest {
  workspace: string;
  /** One id, or several. */
  integration?: string | readonly string[];
  type?: string;
  project?: string;
  q?: string;
  /** Only repositories that one of these globs matches; see `globsForQuery`. */
  repositories?: readonly string[];
  cursor?: string;
  limit?: number;
}

/** @public */
export interface ListTagsRequest {
  integrationId: string;
  repository: string;
  q?: string;
  sort?: TagSort;
  /** Only tags of this version line: `1.4`. */
  line?: string;
  /** Rules: tags that break one come last, each with the rules it breaks. */
  tagPattern?: string;
  semverRange?: string;
  variant?: string;
  prerelease?: boolean;
  cursor?: string;
  limit?: number;
}

/**
 * The HTTP contract as methods. Every method throws `IntegratedRegistryError` where the backend
 * answers with an error.
 *
 * @public
 */
export interface IntegratedRegistryApi {
  /** Makes any call of the contract by its name; the methods below are shorter. */
  call<Name extends ApiCallName>(
    name: Name,
    request: ApiCallRequest<Name>,
    options?: RequestOptions,
  ): Promise<ApiCallAnswer<Name>>;
  listWorkspaces(
    request?: ListWorkspacesRequest,
    options?: RequestOptions,
  ): Promise<WorkspaceList>;
  listProviders(options?: RequestOptions): Promise<ProviderList>;
  listIntegrations(
    request?: ListIntegrationsRequest,
    options?: RequestOptions,
  ): Promise<IntegrationList>;
  /** @param verify - false saves an integration whose registry cannot be reached now */
  createIntegration(
    request: CreateIntegrationInput,
    options?: RequestOptions & { verify?: boolean },
  ): Promise<Integration>;
  getIntegration(id: string, options?: RequestOptions): Promise<Integration>;
  /** @param etag - of the integration as it was read; another's change in between is an error */
  updateIntegration(
    id: string,
    etag: string,
    request: UpdateIntegrationInput,
    options?: RequestOptions & { verify?: boolean },
  ): Promise<Integration>;
  deleteIntegration(
    id: string,
    etag: string,
    options?: RequestOptions,
  ): Promise<void>;
  testConnection(
    request: ConnectionTestInput,
    options?: RequestOptions,
  ): Promise<Diagnosis>;
  refreshIntegration(
    id: string,
    options?: RequestOptions,
  ): Promise<Integration>;
  /** Stops the crawl under way; what was found so far stays. */
  cancelCrawl(id: string, options?: RequestOptions): Promise<Integration>;
  /** Removes from the repository index what the registry no longer shows. */
  forgetKeptRepositories(
    id: string,
    options?: RequestOptions,
  ): Promise<Integration>;
  searchRepositories(
    request: SearchRepositoriesRequest,
    options?: RequestOptions,
  ): Promise<RepositoryList>;
  listRepositorySources(
    request: RepositorySourceListQuery,
    options?: RequestOptions,
  ): Promise<RepositorySourceList>;
  listTags(
    request: ListTagsRequest,
    options?: RequestOptions,
  ): Promise<TagList>;
  getArtifact(
    request: ArtifactQuery & { integrationId: string },
    options?: RequestOptions,
  ): Promise<ArtifactAnswer>;
  getVulnerabilities(
    request: VulnerabilityQuery & { integrationId: string },
    options?: RequestOptions,
  ): Promise<VulnerabilityAnswer>;
  /** Does not wait for the end; `getVulnerabilities` tells how far it is. */
  startScan(
    request: VulnerabilityQuery & { integrationId: string },
    options?: RequestOptions,
  ): Promise<VulnerabilityAnswer>;
  resolveImage(
    request: ResolveImageInput,
    options?: RequestOptions,
  ): Promise<ResolvedImage>;
  parseImage(
    request: { reference: string; workspace: string },
    options?: RequestOptions,
  ): Promise<ParsedImage>;
  listImageUses(
    request: ListImageUsesRequest,
    options?: RequestOptions,
  ): Promise<ImageUseList>;
  recordImageUse(
    request: { workspace: string; reference: string; usedBy: string },
    options?: RequestOptions,
  ): Promise<ImageUse>;
}
