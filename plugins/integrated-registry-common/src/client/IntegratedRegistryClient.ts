import { z } from 'zod';
import {
  ApiRoute,
  apiRoutes,
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
  ResolvedImage,
  ResolveImageInput,
  TagList,
  UpdateIntegrationInput,
  VulnerabilityAnswer,
  VulnerabilityQuery,
  WorkspaceList,
} from '../contract';
import {
  IntegratedRegistryApi,
  ListImageUsesRequest,
  ListIntegrationsRequest,
  ListTagsRequest,
  ListWorkspacesRequest,
  RequestOptions,
  SearchRepositoriesRequest,
} from './IntegratedRegistryApi';
import { IntegratedRegistryError } from './IntegratedRegistryError';
import { readAnswer, readError } from './readAnswer';

/** @public */
export interface IntegratedRegistryClientOptions {
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  /** Defaults to the platform's `fetch`. */
  fetchApi?: { fetch: typeof fetch };
}

type Query = Record<
  string,
  string | number | boolean | readonly string[] | undefined
>;

interface SendOptions extends RequestOptions {
  id?: string;
  query?: Query;
  body?: unknown;
  etag?: string;
}

/**
 * Speaks the HTTP contract over `fetch`, in a browser as well as in a backend.
 *
 * @public
 */
export class IntegratedRegistryClient implements IntegratedRegistryApi {
  readonly #discoveryApi: IntegratedRegistryClientOptions['discoveryApi'];
  readonly #fetchApi: { fetch: typeof fetch };

  constructor(options: IntegratedRegistryClientOptions) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi ?? {
      fetch: (...args) => globalThis.fetch(...args),
    };
  }

  listWorkspaces(
    request: ListWorkspacesRequest = {},
    options?: RequestOptions,
  ): Promise<WorkspaceList> {
    return this.#read(apiRoutes.listWorkspaces, {
      ...options,
      query: { ...request },
    });
  }

  listProviders(options?: RequestOptions): Promise<ProviderList> {
    return this.#read(apiRoutes.listProviders, { ...options });
  }

  listIntegrations(
    request: ListIntegrationsRequest = {},
    options?: RequestOptions,
  ): Promise<IntegrationList> {
    return this.#read(apiRoutes.listIntegrations, {
      ...options,
      query: { ...request },
    });
  }

  createIntegration(
    request: CreateIntegrationInput,
    { verify, ...options }: RequestOptions & { verify?: boolean } = {},
  ): Promise<Integration> {
    return this.#readIntegration(apiRoutes.createIntegration, {
      ...options,
      query: { verify },
      body: request,
    });
  }

  getIntegration(id: string, options?: RequestOptions): Promise<Integration> {
    return this.#readIntegration(apiRoutes.getIntegration, { ...options, id });
  }

  updateIntegration(
    id: string,
    etag: string,
    request: UpdateIntegrationInput,
    { verify, ...options }: RequestOptions & { verify?: boolean } = {},
  ): Promise<Integration> {
    return this.#readIntegration(apiRoutes.updateIntegration, {
      ...options,
      id,
      etag,
      query: { verify },
      body: request,
    });
  }

  async deleteIntegration(
    id: string,
    etag: string,
    options?: RequestOptions,
  ): Promise<void> {
    await this.#send(apiRoutes.deleteIntegration, { ...options, id, etag });
  }

  testConnection(
    request: ConnectionTestInput,
    options?: RequestOptions,
  ): Promise<Diagnosis> {
    return this.#read(apiRoutes.testConnection, { ...options, body: request });
  }

  refreshIntegration(
    id: string,
    options?: RequestOptions,
  ): Promise<Integration> {
    return this.#readIntegration(apiRoutes.refreshIntegration, {
      ...options,
      id,
    });
  }

  cancelCrawl(id: string, options?: RequestOptions): Promise<Integration> {
    return this.#readIntegration(apiRoutes.cancelCrawl, { ...options, id });
  }

  forgetKeptRepositories(
    id: string,
    options?: RequestOptions,
  ): Promise<Integration> {
    return this.#readIntegration(apiRoutes.forgetKeptRepositories, {
      ...options,
      id,
    });
  }

  searchRepositories(
    request: SearchRepositoriesRequest,
    options?: RequestOptions,
  ): Promise<RepositoryList> {
    return this.#read(apiRoutes.searchRepositories, {
      ...options,
      query: { ...request },
    });
  }

  listTags(
    { integrationId, ...query }: ListTagsRequest,
    options?: RequestOptions,
  ): Promise<TagList> {
    return this.#read(apiRoutes.listTags, {
      ...options,
      id: integrationId,
      query,
    });
  }

  getArtifact(
    { integrationId, ...query }: ArtifactQuery & { integrationId: string },
    options?: RequestOptions,
  ): Promise<ArtifactAnswer> {
    return this.#read(apiRoutes.getArtifact, {
      ...options,
      id: integrationId,
      query,
    });
  }

  getVulnerabilities(
    { integrationId, ...query }: VulnerabilityQuery & { integrationId: string },
    options?: RequestOptions,
  ): Promise<VulnerabilityAnswer> {
    return this.#read(apiRoutes.getVulnerabilities, {
      ...options,
      id: integrationId,
      query,
    });
  }

  startScan(
    { integrationId, ...body }: VulnerabilityQuery & { integrationId: string },
    options?: RequestOptions,
  ): Promise<VulnerabilityAnswer> {
    return this.#read(apiRoutes.startScan, {
      ...options,
      id: integrationId,
      body,
    });
  }

  resolveImage(
    request: ResolveImageInput,
    options?: RequestOptions,
  ): Promise<ResolvedImage> {
    return this.#read(apiRoutes.resolveImage, { ...options, body: request });
  }

  parseImage(
    request: { reference: string; workspace: string },
    options?: RequestOptions,
  ): Promise<ParsedImage> {
    return this.#read(apiRoutes.parseImage, { ...options, query: request });
  }

  listImageUses(
    request: ListImageUsesRequest,
    options?: RequestOptions,
  ): Promise<ImageUseList> {
    return this.#read(apiRoutes.listImageUses, {
      ...options,
      query: { ...request },
    });
  }

  recordImageUse(
    request: { workspace: string; reference: string; usedBy: string },
    options?: RequestOptions,
  ): Promise<ImageUse> {
    return this.#read(apiRoutes.recordImageUse, { ...options, body: request });
  }

  async #read<T extends z.ZodType>(
    route: ApiRoute & { response: T },
    options: SendOptions,
  ): Promise<z.output<T>> {
    const response = await this.#send(route, options);
    return readAnswer(response, route.response, { call: nameCall(route) });
  }

  /** A backend that leaves the ETag out of the body still sends the header. */
  async #readIntegration(
    route: ApiRoute & { response: z.ZodType<Integration> },
    options: SendOptions,
  ): Promise<Integration> {
    const response = await this.#send(route, options);
    const integration = await readAnswer(response, route.response, {
      call: nameCall(route),
    });
    const etag = integration.etag ?? response.headers.get('etag');
    return etag ? { ...integration, etag } : integration;
  }

  async #send(route: ApiRoute, options: SendOptions): Promise<Response> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('integrated-registry');
    const response = await this.#fetchApi.fetch(
      `${baseUrl}${fillPath(route, options.id)}${formatQuery(options.query)}`,
      {
        method: route.method,
        headers: {
          Accept: 'application/json',
          ...(options.body !== undefined && {
            'Content-Type': 'application/json',
          }),
          ...(options.etag !== undefined && { 'If-Match': options.etag }),
          ...(options.token && { Authorization: `Bearer ${options.token}` }),
        },
        ...(options.body !== undefined && {
          body: JSON.stringify(options.body),
        }),
        ...(options.signal && { signal: options.signal }),
      },
    );
    if (!response.ok) {
      throw await readError(response, { call: nameCall(route) });
    }
    return response;
  }
}

function nameCall(route: ApiRoute): string {
  return `${route.method} ${route.path}`;
}

function fillPath(route: ApiRoute, id: string | undefined): string {
  if (id === undefined) {
    return route.path;
  }
  // A URL drops such a part, and another call would be made.
  if (/^\.{0,2}$/.test(id)) {
    throw new IntegratedRegistryError({
      name: 'NotFoundError',
      httpStatus: 404,
      message: `There is no integration with the id ${JSON.stringify(id)}`,
    });
  }
  return route.path.replace(':id', () => encodeURIComponent(id));
}

function formatQuery(query: Query = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) {
      parameters.set(name, String(value));
    }
  }
  const text = parameters.toString();
  return text && `?${text}`;
}
