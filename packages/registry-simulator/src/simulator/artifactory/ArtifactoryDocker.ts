import { IncomingMessage, ServerResponse } from 'node:http';
import { ContentStore } from '../../content/ContentStore';
import { DistributionFace } from '../distribution/DistributionFace';
import { ArtifactoryAccounts } from './ArtifactoryAccounts';
import { ArtifactoryCaller } from './ArtifactoryCaller';
import { ArtifactoryContent } from './ArtifactoryContent';
import { Refusal } from '../Refusal';
import {
  authenticationRequired,
  badCredentials,
  pageByOffset,
  refusal,
  sendBody,
} from './answers';
import { ArtifactoryOptions } from './options';

export interface DockerCall {
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
  /** Undefined where the path is not of a repository. */
  key: string | undefined;
  /** What comes after `/v2/`. */
  path: string;
}

/** What stands for the key in the address of tokens where none is known, as usual proxies have it. */
const NO_KEY = 'null';

/** What Artifactory has for the container tools: the registry of each repository key, to read. */
export class ArtifactoryDocker {
  readonly #options: ArtifactoryOptions;
  readonly #contextPath: string;
  readonly #accounts: ArtifactoryAccounts;
  readonly #content: ArtifactoryContent;
  readonly #registry: DistributionFace;

  constructor(
    store: ContentStore,
    options: ArtifactoryOptions,
    accounts: ArtifactoryAccounts,
    content: ArtifactoryContent,
  ) {
    this.#options = options;
    this.#contextPath = options.contextPath ?? '/artifactory';
    this.#accounts = accounts;
    this.#content = content;
    this.#registry = new DistributionFace(store);
  }

  /** @throws Refusal */
  async serve(call: DockerCall): Promise<void> {
    const { request, response, key, path } = call;
    response.setHeader('docker-distribution-api-version', 'registry/2.0');
    if (path === 'token') {
      this.#token(request, response);
      return;
    }
    if (path === '') {
      if (!this.#options.habits?.openRoot) {
        this.#admit(call);
      }
      sendBody(response, {});
      return;
    }
    const [, image, kind, reference] =
      /^(.+?)\/(tags|manifests|blobs)\/(.+)$/.exec(path) ?? [];
    const caller = this.#admit(call, image);
    if (key === undefined || !this.#content.isForContainers(key)) {
      throw unknownName(key ?? path);
    }
    if (!caller.reads(key)) {
      throw forbidden(
        kind === 'manifests' ? manifestOf(image, reference) : path,
      );
    }
    if (!['GET', 'HEAD'].includes(request.method ?? '')) {
      throw refusal(405, 'Method Not Allowed', 'UNSUPPORTED');
    }
    if (path === '_catalog') {
      const images = this.#content.images(key);
      sendBody(response, { repositories: page(call, images) });
    } else if (kind === 'tags' && reference === 'list') {
      const tags = this.#content.tags(key, image);
      if (!tags) {
        throw unknownName(image);
      }
      sendBody(response, { name: image, tags: page(call, tags) });
    } else if (kind === 'manifests' || kind === 'blobs') {
      await this.#serveContent(call, key, image, kind, reference);
    } else {
      throw refusal(404, 'Not Found', 'UNSUPPORTED');
    }
  }

  async #serveContent(
    { request, response, url }: DockerCall,
    key: string,
    image: string,
    kind: 'manifests' | 'blobs',
    reference: string,
  ) {
    const name =
      kind === 'manifests'
        ? this.#content.locateManifest(key, image, reference)
        : this.#content.locateBlob(key, image, reference);
    if (name === undefined) {
      throw kind === 'manifests'
        ? refusal(
            404,
            'The named manifest is not known to the registry.',
            'MANIFEST_UNKNOWN',
            { manifest: manifestOf(image, reference) },
          )
        : refusal(404, 'blob unknown to registry', 'BLOB_UNKNOWN');
    }
    const target = new URL(url);
    target.pathname = `/v2/${name}/${kind}/${reference}`;
    await this.#registry.serveUrl(request, response, target);
  }

  /** Of its answer only `token` has been seen, in clients that read it. */
  #token(request: IncomingMessage, response: ServerResponse) {
    if (request.method !== 'GET') {
      throw badCredentials();
    }
    const caller = this.#accounts.callerOf(request);
    if (caller.anonymous && this.#options.anonymous === undefined) {
      const httpStatus = this.#options.habits?.anonymousToken ?? 401;
      throw refusal(
        httpStatus,
        httpStatus === 406 ? 'Not Acceptable' : 'Authentication is required',
        'UNAUTHORIZED',
      );
    }
    sendBody(response, {
      token: this.#accounts.handOut(caller),
      expires_in: this.#accounts.tokenLifetimeSeconds,
    });
  }

  #admit(call: DockerCall, image?: string): ArtifactoryCaller {
    const { anonymous } = this.#options;
    try {
      const caller = this.#accounts.callerOf(call.request, true);
      const open =
        call.key === undefined
          ? anonymous !== undefined
          : caller.reads(call.key);
      if (caller.anonymous && !open) {
        throw authenticationRequired();
      }
      return caller;
    } catch (error) {
      this.#challenge(call, image);
      throw error;
    }
  }

  /** The scope does not have the repository key. */
  #challenge(
    { request, response, key = NO_KEY }: DockerCall,
    image: string | undefined,
  ) {
    const { host } = request.headers;
    const realm = `http://${host}${
      this.#contextPath
    }/api/docker/${key}/v2/token`;
    const scope =
      image === undefined || this.#options.habits?.challengeWithoutScope
        ? ''
        : `,scope="repository:${image}:pull"`;
    response.setHeader(
      'www-authenticate',
      `Bearer realm="${realm}",service="${host}"${scope}`,
    );
  }
}

function page({ response, url, path }: DockerCall, all: readonly string[]) {
  return pageByOffset(response, url.searchParams, `/v2/${path}`, all);
}

function manifestOf(image: string, reference: string): string {
  return `${image}/${reference}/manifest.json`;
}

/** The status and the words are not known of what is not there. */
function unknownName(name: string): Refusal {
  return refusal(
    404,
    'Repository name not known to registry.',
    'NAME_UNKNOWN',
    { name },
  );
}

/** The words are cosign issue 1440's; the status is not known. */
function forbidden(manifest: string): Refusal {
  return refusal(
    403,
    'The client does not have permission for manifest',
    'UNAUTHORIZED',
    { manifest },
  );
}
