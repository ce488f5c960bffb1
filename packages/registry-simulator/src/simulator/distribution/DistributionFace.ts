import { IncomingMessage, ServerResponse } from 'node:http';
import { ContentStore } from '../../content/ContentStore';
import { digestOf } from '../../content/images';
import { sendError, sendJson } from '../answers';
import { Face } from '../Face';
import { readBody } from '../readBody';
import { Quirks } from './quirks';
import { referrersOf } from './referrersOf';
import { sendPage } from './sendPage';
import { Uploads } from './Uploads';

const INDEX = 'application/vnd.oci.image.index.v1+json';

/** Nothing is deleted here: a registry allows that only where it is told to. */
const METHODS = {
  read: ['GET', 'HEAD'],
  manifests: ['GET', 'HEAD', 'PUT'],
  uploads: ['POST', 'PATCH', 'PUT'],
};

/**
 * The API of a Docker Registry over a content store, pushes included.
 *
 * Source: OCI distribution specification 1.1; paging and the catalogue as in distribution 2.8.
 */
export class DistributionFace implements Face {
  readonly #store: ContentStore;
  readonly #quirks: Quirks;
  readonly #uploads: Uploads;

  constructor(store: ContentStore, quirks: Quirks = {}) {
    this.#store = store;
    this.#quirks = quirks;
    this.#uploads = new Uploads(store);
  }

  async serve(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url ?? '/', 'http://localhost');
    await this.serveUrl(request, response, url);
  }

  /** Serves a request as if it had come for this URL, for registries that have another in front. */
  async serveUrl(request: IncomingMessage, response: ServerResponse, url: URL) {
    response.setHeader('docker-distribution-api-version', 'registry/2.0');
    const path = decode(url.pathname);
    if (path === undefined) {
      sendError(response, 400, 'NAME_INVALID', 'invalid repository name');
      return;
    }
    if (path === '/v2/' || path === '/v2') {
      sendJson(response, 200, {});
      return;
    }
    if (path === '/v2/_catalog') {
      this.#catalogue(response, url);
      return;
    }
    const [, name, kind, rest] =
      /^\/v2\/(.+?)\/(tags|manifests|blobs|referrers)\/(.*)$/.exec(path) ?? [];
    if (
      kind &&
      !METHODS[methodsOf(kind, rest)].includes(request.method ?? '')
    ) {
      sendError(response, 405, 'UNSUPPORTED', 'the operation is unsupported');
    } else if (kind === 'tags' && rest === 'list') {
      this.#tags(response, url, name);
    } else if (kind === 'referrers' && this.#quirks.referrers) {
      this.#referrers(response, url, name, rest);
    } else if (kind === 'manifests') {
      await this.#manifest(request, response, name, rest);
    } else if (kind === 'blobs' && rest.startsWith('uploads/')) {
      await this.#uploads.serve(request, response, url, name, rest.slice(8));
    } else if (kind === 'blobs') {
      this.#blob(request, response, name, rest);
    } else {
      sendError(response, 404, 'UNSUPPORTED', 'there is no such call');
    }
  }

  #catalogue(response: ServerResponse, url: URL) {
    const { catalogue = 'there' } = this.#quirks;
    if (catalogue === 'there') {
      const { oddRepositories } = this.#quirks;
      const names = this.#store.repositories();
      // Copying a million names for each page would be the crawl's time.
      const all = oddRepositories ? [...oddRepositories, ...names] : names;
      sendPage(response, url, this.#quirks, all, items => ({
        repositories: items,
      }));
    } else if (typeof catalogue === 'number') {
      sendError(response, catalogue, 'UNSUPPORTED', 'there is no catalogue');
    } else if (catalogue === 'missing') {
      sendError(response, 404, 'UNSUPPORTED', 'there is no catalogue');
    } else {
      const challenge = 'Bearer error="insufficient_scope"';
      response.setHeader('www-authenticate', challenge);
      sendError(response, 401, 'UNAUTHORIZED', 'authentication required');
    }
  }

  #referrers(
    response: ServerResponse,
    url: URL,
    name: string,
    subject: string,
  ) {
    const artifactType = url.searchParams.get('artifactType') ?? undefined;
    if (artifactType !== undefined) {
      response.setHeader('oci-filters-applied', 'artifactType');
    }
    const manifests = referrersOf(this.#store, name, subject, artifactType);
    response.setHeader('content-type', INDEX);
    response.end(
      JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests }),
    );
  }

  #tags(response: ServerResponse, url: URL, name: string) {
    if (this.#quirks.emptied?.includes(name)) {
      sendJson(response, 200, { name, tags: null });
      return;
    }
    const tags = this.#store.tags(name);
    if (!tags) {
      sendError(
        response,
        404,
        'NAME_UNKNOWN',
        'repository name not known to registry',
      );
      return;
    }
    if (this.#quirks.tagsAtOnce) {
      sendJson(response, 200, { name, tags: this.#store.tagsAsPushed(name) });
      return;
    }
    const all = [...(this.#quirks.oddTags ?? []), ...tags];
    sendPage(response, url, this.#quirks, all, items => ({
      name,
      tags: items,
    }));
  }

  async #manifest(
    request: IncomingMessage,
    response: ServerResponse,
    name: string,
    reference: string,
  ) {
    if (request.method === 'PUT') {
      const bytes = await readBody(request);
      const digest = digestOf(bytes);
      const tag = reference.includes(':') ? undefined : reference;
      const mediaType =
        request.headers['content-type'] ?? 'application/octet-stream';
      this.#store.addManifest(name, { digest, mediaType, bytes }, tag);
      response.setHeader('docker-content-digest', digest);
      response.setHeader('location', `/v2/${name}/manifests/${digest}`);
      response.writeHead(201).end();
      return;
    }
    const found = this.#store.manifest(name, reference);
    if (!found) {
      sendError(response, 404, 'MANIFEST_UNKNOWN', 'manifest unknown');
      return;
    }
    const refusal = refusalOf(request.headers.accept, found.mediaType);
    if (refusal !== undefined) {
      sendError(response, 404, 'MANIFEST_UNKNOWN', refusal);
      return;
    }
    if (!this.#quirks.withoutDigestHeader) {
      response.setHeader('docker-content-digest', found.digest);
    }
    sendBytes(request, response, found.mediaType, found.bytes);
  }

  #blob(
    request: IncomingMessage,
    response: ServerResponse,
    name: string,
    digest: string,
  ) {
    const found = this.#store.blob(name, digest);
    if (!found) {
      sendError(response, 404, 'BLOB_UNKNOWN', 'blob unknown to registry');
      return;
    }
    response.setHeader('docker-content-digest', digest);
    sendBytes(request, response, 'application/octet-stream', found.bytes);
  }
}

function methodsOf(kind: string, rest: string): keyof typeof METHODS {
  if (kind === 'manifests') {
    return 'manifests';
  }
  return kind === 'blobs' && rest.startsWith('uploads/') ? 'uploads' : 'read';
}

function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

/**
 * Why a manifest is not for this caller. OCI's types have to be named, as distribution demands;
 * others may be meant by a range (RFC 9110, section 12.5.1).
 */
function refusalOf(
  header: string | undefined,
  mediaType: string,
): string | undefined {
  const ranges = (header ?? '*/*')
    .split(',')
    .map(range => range.split(';')[0].trim());
  if (ranges.includes(mediaType)) {
    return undefined;
  }
  const oci = /^application\/vnd\.oci\.image\.(manifest|index)\./.exec(
    mediaType,
  );
  if (oci) {
    return oci[1] === 'index'
      ? 'OCI index found, but accept header does not support OCI indexes'
      : 'OCI manifest found, but accept header does not support OCI manifests';
  }
  const [type] = mediaType.split('/');
  return [`${type}/*`, '*/*'].some(range => ranges.includes(range))
    ? undefined
    : `the manifest is ${mediaType}, and the accept header does not name it`;
}

function sendBytes(
  request: IncomingMessage,
  response: ServerResponse,
  mediaType: string,
  bytes: Buffer,
) {
  response.writeHead(200, {
    'content-type': mediaType,
    'content-length': bytes.length,
  });
  response.end(request.method === 'HEAD' ? undefined : bytes);
}
