import { IncomingMessage, ServerResponse } from 'node:http';
import { ContentStore } from '../../content/ContentStore';
import { Face } from '../Face';
import { Outage } from '../faults';
import { Refusal } from '../Refusal';
import { badCredentials, refusal, sendBody, sendRefusal } from './answers';
import { ArtifactoryAccounts } from './ArtifactoryAccounts';
import { ArtifactoryContent } from './ArtifactoryContent';
import { ArtifactoryDocker, DockerCall } from './ArtifactoryDocker';
import { ArtifactoryRest } from './ArtifactoryRest';
import { ArtifactoryTokens } from './ArtifactoryTokens';
import { AqlItems } from './aql/AqlItems';
import { AqlSearch } from './aql/AqlSearch';
import { ArtifactoryOptions } from './options';

const NODE_ID = 'a5d2c9f1b7e34860';

/**
 * Artifactory over a content store, as far as it tells of images. The first part of a repository's
 * name in the store is its key.
 *
 * Artifactory is not open source: this keeps to what its users have recorded, what JFrog documents,
 * and what clients that ship rely on. Where nobody has said how it is, it is as simple as can be.
 */
export class ArtifactoryFace implements Face {
  readonly #options: ArtifactoryOptions;
  readonly #contextPath: string;
  readonly #accounts: ArtifactoryAccounts;
  readonly #content: ArtifactoryContent;
  readonly #docker: ArtifactoryDocker;
  readonly #rest: ArtifactoryRest;
  readonly #tokens: ArtifactoryTokens;
  readonly #aql: AqlSearch;
  readonly #version: string;

  constructor(
    store: ContentStore,
    options: ArtifactoryOptions,
    onToken?: (token: string) => void,
  ) {
    this.#options = options;
    this.#contextPath = options.contextPath ?? '/artifactory';
    this.#version = options.version ?? '7.46.11 74611900';
    this.#tokens = new ArtifactoryTokens(options, onToken);
    this.#accounts = new ArtifactoryAccounts(options, this.#tokens, onToken);
    this.#content = new ArtifactoryContent(store, options);
    this.#docker = new ArtifactoryDocker(
      store,
      options,
      this.#accounts,
      this.#content,
    );
    this.#rest = new ArtifactoryRest(options, this.#content);
    this.#aql = new AqlSearch(new AqlItems(store, this.#content), options);
  }

  async serve(
    request: IncomingMessage,
    response: ServerResponse,
    part?: string,
  ): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    this.#identify(response);
    let form: 'rest' | 'oci' = 'rest';
    try {
      const call = this.#dockerCallOf(request, url, part);
      if (call) {
        form = this.#options.habits?.dockerErrors ?? 'oci';
        await this.#docker.serve({ request, response, url, ...call });
      } else {
        await this.#serveRest(request, response, url);
      }
    } catch (error) {
      if (!(error instanceof Refusal)) {
        throw error;
      }
      sendRefusal(response, form, error);
    }
  }

  minted(): string[] {
    return this.#tokens.usernames();
  }

  /**
   * Without its Access service nobody can log in; the ping needs no login. The router tells of both.
   *
   * Source: JFrog's documentation of the router's health; that logins are then refused is inferred.
   */
  serveOutage(
    outage: Outage,
    request: IncomingMessage,
    response: ServerResponse,
  ): boolean {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    this.#identify(response);
    if (pathname === '/router/api/v1/system/health') {
      this.#sendRouterHealth(response, outage);
    } else if (outage !== 'login') {
      sendRefusal(response, 'rest', refusal(503, 'Service Unavailable'));
    } else if (
      pathname.endsWith('/api/system/ping') ||
      request.headers.authorization === undefined
    ) {
      return false;
    } else {
      sendRefusal(response, 'rest', badCredentials());
    }
    return true;
  }

  #sendRouterHealth(response: ServerResponse, outage?: Outage) {
    const service = (id: string, healthy: boolean) => ({
      service_id: `${id}@01h0000000000000000000`,
      node_id: NODE_ID,
      state: healthy ? 'HEALTHY' : 'UNHEALTHY',
      message: healthy ? 'OK' : 'the service does not answer',
    });
    sendBody(response, {
      router: { node_id: NODE_ID, state: 'HEALTHY', message: 'OK' },
      services: [
        service('jfrt', outage === undefined || outage === 'login'),
        service('jfac', outage !== 'login'),
      ],
    });
  }

  #identify(response: ServerResponse) {
    const { identifiedBy = 'x-jfrog-version' } = this.#options.habits ?? {};
    if (identifiedBy === 'server') {
      response.setHeader('server', `Artifactory/${this.#version}`);
    } else if (identifiedBy === 'x-jfrog-version') {
      response.setHeader('x-jfrog-version', `Artifactory/${this.#version}`);
      response.setHeader('x-artifactory-id', `${NODE_ID}:-1`);
      response.setHeader('x-artifactory-node-id', NODE_ID);
    }
  }

  async #serveRest(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
  ) {
    if (url.pathname === '/router/api/v1/system/health') {
      this.#sendRouterHealth(response);
      return;
    }
    const path = url.pathname.startsWith(`${this.#contextPath}/api/`)
      ? url.pathname.slice(this.#contextPath.length)
      : undefined;
    if (path === '/api/system/ping') {
      if (this.#options.habits?.pingChecksCredentials) {
        this.#accounts.callerOf(request);
      }
      response.writeHead(200, { 'content-type': 'text/plain' }).end('OK');
      return;
    }
    const caller = this.#accounts.callerOf(request);
    const tokens = `${this.#contextPath.replace(
      /\/artifactory$/,
      '',
    )}/access/api/v1/tokens`;
    if (url.pathname === tokens || url.pathname.startsWith(`${tokens}/`)) {
      const id = url.pathname.slice(tokens.length + 1) || undefined;
      await this.#tokens.serve(request, response, url, caller, id);
      return;
    }
    const [, key] = /^\/api\/repositories\/([^/]+)$/.exec(path ?? '') ?? [];
    if (path === '/api/search/aql' && request.method === 'POST') {
      await this.#aql.serve(request, response, caller);
    } else if (request.method !== 'GET') {
      throw refusal(405, 'Method Not Allowed');
    } else if (path === '/api/system/version') {
      this.#rest.sendVersion(response, caller, this.#version.split(' '));
    } else if (path === '/api/repositories') {
      this.#rest.sendRepositories(
        response,
        caller,
        url.searchParams,
        `http://${request.headers.host}${this.#contextPath}`,
      );
    } else if (key !== undefined) {
      this.#rest.sendRepository(response, caller, decodeURIComponent(key));
    } else {
      throw refusal(404, 'Not Found');
    }
  }

  /** The part of a repository's registry that is asked for; undefined where it is none. */
  #dockerCallOf(
    { headers }: IncomingMessage,
    { pathname }: URL,
    part: string | undefined,
  ): Pick<DockerCall, 'key' | 'path'> | undefined {
    const docker = `${this.#contextPath}/api/docker/`;
    if (pathname.startsWith(docker)) {
      const [key, version, ...rest] = decode(
        pathname.slice(docker.length),
      ).split('/');
      if (version !== 'v2') {
        throw refusal(
          400,
          `Unsupported docker repository request for '${key}'`,
        );
      }
      return { key, path: rest.join('/') };
    }
    if (!/^\/v2(\/|$)/.test(pathname)) {
      return undefined;
    }
    const path = decode(pathname.slice('/v2/'.length));
    if (part !== undefined) {
      return { key: part, path };
    }
    const { imageHost = 'path' } = this.#options;
    const [subdomain] = (headers.host ?? '').split('.');
    if (imageHost === 'subdomain' && this.#content.repository(subdomain)) {
      return { key: subdomain, path };
    }
    if (imageHost !== 'path') {
      return undefined;
    }
    const [key, ...rest] = path.split('/');
    return path === '' || path === 'token'
      ? { key: undefined, path }
      : { key, path: rest.join('/') };
  }
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw refusal(400, 'Bad Request');
  }
}
