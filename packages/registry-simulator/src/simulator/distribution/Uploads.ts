import { randomUUID } from 'node:crypto';
import { IncomingMessage, ServerResponse } from 'node:http';
import { ContentStore } from '../../content/ContentStore';
import { digestOf } from '../../content/images';
import { sendError } from '../answers';
import { readBody } from '../readBody';

/**
 * Blobs that are being pushed, in one piece or in several.
 *
 * Source: OCI distribution specification 1.1, section "Pushing Blobs".
 */
export class Uploads {
  readonly #store: ContentStore;
  readonly #chunks = new Map<string, Buffer[]>();

  constructor(store: ContentStore) {
    this.#store = store;
  }

  /** @param id - of the upload; it is empty where one begins */
  async serve(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
    name: string,
    id: string,
  ) {
    if (request.method === 'POST') {
      const started = randomUUID();
      this.#chunks.set(started, []);
      response.setHeader('location', `/v2/${name}/blobs/uploads/${started}`);
      response.writeHead(202).end();
      return;
    }
    const chunks = this.#chunks.get(id);
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
    this.#chunks.delete(id);
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
