import { z } from 'zod';
import { ApiRoute, apiRoutes, Integration } from '../contract';
import { ApiCallAnswer, ApiCallName, ApiCallRequest } from './ApiCall';
import { IntegratedRegistryApi, RequestOptions } from './IntegratedRegistryApi';
import { message } from '../messages';
import { IntegratedRegistryError } from './IntegratedRegistryError';
import { readAnswer, readError } from './readAnswer';
import { refuseUserInfo } from './refuseUserInfo';

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

  async call<Name extends ApiCallName>(
    name: Name,
    request: ApiCallRequest<Name>,
    options: RequestOptions = {},
  ): Promise<ApiCallAnswer<Name>> {
    const route: ApiRoute = apiRoutes[name];
    const { response } = route;
    const { id, etag, query, body } = request as SendOptions;
    const sent = { ...options, id, etag, query, body };
    // What the schema of this route yields is what the type says.
    return (await (response
      ? this.#read({ ...route, response }, sent)
      : this.#send(route, sent).then(() => undefined))) as ApiCallAnswer<Name>;
  }

  readonly listWorkspaces: IntegratedRegistryApi['listWorkspaces'] = (
    request,
    options,
  ) =>
    this.#read(apiRoutes.listWorkspaces, { ...options, query: { ...request } });

  readonly listProviders: IntegratedRegistryApi['listProviders'] = options =>
    this.#read(apiRoutes.listProviders, { ...options });

  readonly listIntegrations: IntegratedRegistryApi['listIntegrations'] = (
    request,
    options,
  ) =>
    this.#read(apiRoutes.listIntegrations, {
      ...options,
      query: { ...request },
    });

  readonly createIntegration: IntegratedRegistryApi['createIntegration'] = (
    request,
    { verify, ...options } = {},
  ) =>
    this.#readIntegration(apiRoutes.createIntegration, {
      ...options,
      query: { verify },
      body: request,
    });

  readonly getIntegration: IntegratedRegistryApi['getIntegration'] = (
    id,
    options,
  ) => this.#readIntegration(apiRoutes.getIntegration, { ...options, id });

  readonly updateIntegration: IntegratedRegistryApi['updateIntegration'] = (
    id,
    etag,
    request,
    { verify, ...options } = {},
  ) =>
    this.#readIntegration(apiRoutes.updateIntegration, {
      ...options,
      id,
      etag,
      query: { verify },
      body: request,
    });

  readonly deleteIntegration: IntegratedRegistryApi['deleteIntegration'] =
    async (id, etag, options) => {
      await this.#send(apiRoutes.deleteIntegration, { ...options, id, etag });
    };

  readonly testConnection: IntegratedRegistryApi['testConnection'] = (
    request,
    options,
  ) => this.#read(apiRoutes.testConnection, { ...options, body: request });

  readonly refreshIntegration: IntegratedRegistryApi['refreshIntegration'] = (
    id,
    options,
  ) => this.#readIntegration(apiRoutes.refreshIntegration, { ...options, id });

  readonly cancelCrawl: IntegratedRegistryApi['cancelCrawl'] = (id, options) =>
    this.#readIntegration(apiRoutes.cancelCrawl, { ...options, id });

  readonly forgetKeptRepositories: IntegratedRegistryApi['forgetKeptRepositories'] =
    (id, options) =>
      this.#readIntegration(apiRoutes.forgetKeptRepositories, {
        ...options,
        id,
      });

  readonly searchRepositories: IntegratedRegistryApi['searchRepositories'] = (
    request,
    options,
  ) =>
    this.#read(apiRoutes.searchRepositories, {
      ...options,
      query: { ...request },
    });

  readonly listRepositorySources: IntegratedRegistryApi['listRepositorySources'] =
    (query, options) =>
      this.#read(apiRoutes.listRepositorySources, {
        ...options,
        query: { ...query },
      });

  readonly listTags: IntegratedRegistryApi['listTags'] = (
    { integrationId: id, ...query },
    options,
  ) => this.#read(apiRoutes.listTags, { ...options, id, query });

  readonly getArtifact: IntegratedRegistryApi['getArtifact'] = (
    { integrationId: id, ...query },
    options,
  ) => this.#read(apiRoutes.getArtifact, { ...options, id, query });

  readonly getVulnerabilities: IntegratedRegistryApi['getVulnerabilities'] = (
    { integrationId: id, ...query },
    options,
  ) => this.#read(apiRoutes.getVulnerabilities, { ...options, id, query });

  readonly startScan: IntegratedRegistryApi['startScan'] = (
    { integrationId: id, ...body },
    options,
  ) => this.#read(apiRoutes.startScan, { ...options, id, body });

  readonly resolveImage: IntegratedRegistryApi['resolveImage'] = (
    request,
    options,
  ) => this.#read(apiRoutes.resolveImage, { ...options, body: request });

  readonly parseImage: IntegratedRegistryApi['parseImage'] = (
    request,
    options,
  ) => this.#read(apiRoutes.parseImage, { ...options, query: request });

  readonly listImageUses: IntegratedRegistryApi['listImageUses'] = (
    request,
    options,
  ) =>
    this.#read(apiRoutes.listImageUses, { ...options, query: { ...request } });

  readonly recordImageUse: IntegratedRegistryApi['recordImageUse'] = (
    request,
    options,
  ) => this.#read(apiRoutes.recordImageUse, { ...options, body: request });

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
    refuseUserInfo(route, options);
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
      message: message('CLIENT_NO_SUCH_INTEGRATION', {
        id: JSON.stringify(id),
      }),
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
