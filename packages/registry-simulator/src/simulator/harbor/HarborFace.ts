import { IncomingMessage, ServerResponse } from 'node:http';
import { ContentStore } from '../../content/ContentStore';
import { DistributionFace } from '../distribution/DistributionFace';
import { Face } from '../Face';
import { Outage } from '../faults';
import { Refusal } from '../Refusal';
import { JSON_WITH_CHARSET, sendBody, sendRefusal } from './answers';
import { HarborAccounts } from './HarborAccounts';
import { HarborApi } from './HarborApi';
import { serveHarborOutage } from './serveHarborOutage';
import { HarborOptions } from './options';

const SERVICE = 'harbor-registry';

/**
 * Harbor's API v2.0, token service and registry over a content store. The first part of a
 * repository's name is its project.
 *
 * Source: what a Harbor 2.9.5 answered.
 */
export class HarborFace implements Face {
  readonly #accounts: HarborAccounts;
  readonly #api: HarborApi;
  readonly #registry: DistributionFace;
  readonly #csrf: boolean;

  constructor(
    store: ContentStore,
    options: HarborOptions,
    onToken?: (token: string) => void,
  ) {
    this.#accounts = new HarborAccounts(options, onToken);
    this.#api = new HarborApi(store, options, this.#accounts);
    this.#registry = new DistributionFace(store);
    this.#csrf = options.facts?.csrf ?? true;
  }

  async serve(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    try {
      if (url.pathname.startsWith('/v2')) {
        await this.#serveRegistry(request, response, url);
      } else if (url.pathname === '/service/token') {
        this.#serveToken(request, response, url);
      } else {
        this.#refuseSessions(request, response);
        await this.#api.serve(request, response, url);
      }
    } catch (error) {
      if (!(error instanceof Refusal)) {
        throw error;
      }
      sendRefusal(response, error);
    }
  }

  serveOutage(
    outage: Outage,
    request: IncomingMessage,
    response: ServerResponse,
  ): boolean {
    return serveHarborOutage(outage, request, response);
  }

  minted(): string[] {
    return this.#accounts.minted().map(({ username }) => username);
  }

  /** Who gives the cookie back has a session, and a session has to show a CSRF token. */
  #refuseSessions(
    { headers, method }: IncomingMessage,
    response: ServerResponse,
  ) {
    if (!this.#csrf) {
      return;
    }
    if (headers.cookie && method !== 'GET') {
      throw new Refusal(403, 'FORBIDDEN', 'CSRF token not found in request');
    }
    response.setHeader('set-cookie', 'sid=0123456789abcdef; Path=/; HttpOnly');
  }

  #serveToken(request: IncomingMessage, response: ServerResponse, url: URL) {
    // A wrong password gets a token too: the one of everybody.
    const token = this.#accounts.handOut(
      this.#accounts.callerOf(request),
      url.searchParams.getAll('scope'),
    );
    sendBody(
      response,
      {
        token,
        access_token: '',
        expires_in: this.#accounts.tokenLifetimeSeconds,
        issued_at: new Date().toISOString(),
      },
      JSON_WITH_CHARSET,
    );
  }

  async #serveRegistry(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
  ) {
    response.setHeader('docker-distribution-api-version', 'registry/2.0');
    const caller = this.#accounts.callerOf(request);
    const known = typeof caller !== 'string';
    if (url.pathname === '/v2/_catalog') {
      if (!known || caller.kind !== 'admin') {
        response.setHeader('www-authenticate', 'Basic realm="harbor"');
        throw unauthorized('unauthorized to list catalog');
      }
      await this.#registry.serve(request, response);
      return;
    }
    const [, repository] =
      /^\/v2\/(.+?)\/(?:tags|manifests|blobs|referrers)\//.exec(
        decodeURIComponent(url.pathname),
      ) ?? [];
    const realm = `realm="http://${request.headers.host}/service/token",service="${SERVICE}"`;
    if (repository === undefined) {
      if (!known && !/^Bearer /.test(request.headers.authorization ?? '')) {
        response.setHeader('www-authenticate', `Bearer ${realm}`);
        throw unauthorized('unauthorized');
      }
      await this.#registry.serve(request, response);
      return;
    }
    const [project] = repository.split('/');
    const reads = ['GET', 'HEAD'].includes(request.method ?? '');
    const admitted = known
      ? this.#accounts[reads ? 'pulls' : 'pushes'](caller, project)
      : this.#accounts.opens(request, repository, reads ? 'pull' : 'push');
    if (!admitted) {
      const actions = reads ? 'pull' : 'pull,push';
      response.setHeader(
        'www-authenticate',
        `Bearer ${realm},scope="repository:${repository}:${actions}"`,
      );
      throw unauthorized('authorize header needed to send HEAD to repository');
    }
    await this.#registry.serve(request, response);
  }
}

/** Harbor says everything twice here. */
function unauthorized(message: string): Refusal {
  return new Refusal(401, 'UNAUTHORIZED', `${message}: ${message}`);
}
