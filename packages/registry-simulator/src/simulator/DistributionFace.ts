import { randomUUID } from 'node:crypto';
import { IncomingMessage, ServerResponse } from 'node:http';
import { ContentStore } from '../content/ContentStore';
import { digestOf } from '../content/images';
import { sendError, sendJson } from './answers';
import { Face } from './Face';
import { nextLink, spellLink } from './nextLink';
import { Quirks } from './quirks';
import { readBody } from './readBody';
import { referrersOf } from './referrersOf';

const MAX_PAGE = 1_000;
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
  readonly #uploads = new Map<string, Buffer[]>();

  constructor(store: ContentStore, quirks: Quirks = {}) {
    this.#store = store;
    this.#quirks = quirks;
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
      await this.#upload(request, response, url, name, rest.slice(8));
    } else if (kind === 'blobs') {
      this.#blob(request, response, name, rest);
    } else {
      sendError(response, 404, 'UNSUPPORTED', 'there is no such call');
    }
  }

  #catalogue(response: ServerResponse, url: URL) {
    const { catalogue = 'there' } = this.#quirks;
    if (catalogue === 'there') {
      const { oddRepositories = [] } = this.#quirks;
      const all = [...oddRepositories, ...this.#store.repositories()];
      this.#list(response, url, all, items => ({ repositories: items }));
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
    this.#list(response, url, all, items => ({ name, tags: items }));
  }

  #list(
    response: ServerResponse,
    url: URL,
    all: readonly string[],
    wrap: (items: string[]) => object,
  ) {
    const {
      defaultPage = MAX_PAGE,
      maxPage = MAX_PAGE,
      aboveMaxPage = 'less',
      link = 'path',
    } = this.#quirks;
    const n = url.searchParams.get('n');
    const last = url.searchParams.get('last');
    const limit = n === null ? defaultPage : Number(n);
    const tooMany = limit > maxPage && aboveMaxPage !== 'less';
    if (!Number.isInteger(limit) || limit < 1 || tooMany) {
      sendError(
        response,
        tooMany && aboveMaxPage === 405 ? 405 : 400,
        tooMany && aboveMaxPage === 405
          ? 'UNSUPPORTED'
          : 'PAGINATION_NUMBER_INVALID',
        'invalid number of results requested',
      );
      return;
    }
    const { ignoresLast, linkSpelling } = this.#quirks;
    const opaque =
      url.searchParams.get('next_page') ?? url.searchParams.get('token');
    const behind =
      opaque === null
        ? last
        : Buffer.from(opaque, 'base64url').toString('utf8');
    const size = Math.min(limit, maxPage);
    const page = Number(url.searchParams.get('page') ?? 1);
    const from =
      behind === null || ignoresLast
        ? (page - 1) * size
        : positionBehind(all, behind);
    const items = all.slice(from, from + size);
    if (from + items.length < all.length) {
      const next = nextLink(link, url, items[items.length - 1], limit);
      if (next !== undefined) {
        response.setHeader('link', spellLink(next, linkSpelling));
      }
    }
    sendJson(response, 200, wrap(items));
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

  async #upload(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
    name: string,
    id: string,
  ) {
    if (request.method === 'POST') {
      const started = randomUUID();
      this.#uploads.set(started, []);
      response.setHeader('location', `/v2/${name}/blobs/uploads/${started}`);
      response.writeHead(202).end();
      return;
    }
    const chunks = this.#uploads.get(id);
    if (!chunks) {
      sendError(
        response,
        404,
        'BLOB_UPLOAD_UNKNOWN',
        'blob upload unknown to registry',
      );
      return;
    }
    chunks.push(await readBody(request));
    if (request.method === 'PATCH') {
      const size = chunks.reduce((total, { length }) => total + length, 0);
      response.setHeader('location', `/v2/${name}/blobs/uploads/${id}`);
      response.setHeader('range', `0-${Math.max(size - 1, 0)}`);
      response.writeHead(202).end();
      return;
    }
    this.#uploads.delete(id);
    const bytes = Buffer.concat(chunks);
    if (url.searchParams.get('digest') !== digestOf(bytes)) {
      sendError(
        response,
        400,
        'DIGEST_INVALID',
        'provided digest did not match uploaded content',
      );
      return;
    }
    const digest = this.#store.addBlob(name, bytes);
    response.setHeader('docker-content-digest', digest);
    response.setHeader('location', `/v2/${name}/blobs/${digest}`);
    response.writeHead(201).end();
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

/** Where the list goes on behind a name, which may be gone meanwhile. */
function positionBehind(all: readonly string[], name: string): number {
  const at = all.indexOf(name);
  const next = all.findIndex(item => item > name);
  return at >= 0 ? at + 1 : (next + 1 || all.length + 1) - 1;
}
