import { message } from 'backstage-plugin-integrated-registry-common';
import { isRegistryError, RegistryError } from '../../errors';
import { CallOptions, RegistryDescriptor } from '../../provider';
import { TransportResponse } from '../../transport';
import { Authenticator } from '../authenticate';
import { describeReference, pullScope } from '../names';
import { hashesTo, isDigest } from '../digests';
import {
  acceptedManifests,
  bareMediaType,
  isManifestMediaType,
  isSchema1MediaType,
} from './mediaTypes';
import { Manifest, readManifest, schema1Error } from './readManifest';

/** Same as the specification's limit for manifests, in bytes. */
export const MAX_MANIFEST_BYTES = 4 * 1024 * 1024;
const MAX_CONFIG_BYTES = 4 * 1024 * 1024;

/** After these, `GET` is refused as well: who asks, or how often, is what is wrong. */
const FINAL_STATUSES = [401, 429];
/** How a server fails that takes no `HEAD` at all, or sends a body with it. */
const BROKEN_ANSWERS = ['UPSTREAM_ERROR', 'BAD_RESPONSE', 'PROTOCOL_MISMATCH'];

/** Reads manifests and small blobs. What has a digest is checked against it. */
export class ManifestReader {
  readonly #url: string;
  readonly #authenticator: Authenticator;
  /** Has this registry answered a `HEAD` of a manifest as it should? */
  #headWorks = false;

  constructor(options: {
    /** What stands before `/v2/`. */
    url: string;
    authenticator: Authenticator;
  }) {
    this.#url = options.url;
    this.#authenticator = options.authenticator;
  }

  /**
   * Digest and media type of a tag or digest, by `HEAD` where that tells enough. Proxies and caches
   * answer `HEAD` with all kinds of errors where `GET` works, so `GET` is asked once before anything
   * is said about an image.
   */
  async resolve(
    repository: string,
    reference: string,
    options: CallOptions,
  ): Promise<RegistryDescriptor> {
    const head = await this.#head(repository, reference, options);
    if ('digest' in head) {
      return head;
    }
    const { digest, mediaType, sizeBytes } = await this.getManifest(
      repository,
      reference,
      options,
    );
    return { digest, mediaType, sizeBytes };
  }

  /**
   * As `resolve`, for what need not be there: undefined where it is not. A registry whose `HEAD` is
   * known to work is believed, since most images have nothing attached.
   */
  async find(
    repository: string,
    reference: string,
    options: CallOptions,
  ): Promise<RegistryDescriptor | undefined> {
    const head = await this.#head(repository, reference, options);
    if ('digest' in head) {
      return head;
    }
    if (head.httpStatus === 404 && this.#headWorks) {
      return undefined;
    }
    try {
      const { digest, mediaType, sizeBytes } = await this.getManifest(
        repository,
        reference,
        options,
      );
      return { digest, mediaType, sizeBytes };
    } catch (error) {
      if (isRegistryError(error) && error.code === 'NOT_FOUND') {
        return undefined;
      }
      throw error;
    }
  }

  async getManifest(
    repository: string,
    reference: string,
    options: CallOptions,
  ): Promise<Manifest> {
    const what = describeReference(repository, reference);
    const response = await this.#authenticator.send({
      url: this.#manifestUrl(repository, reference),
      headers: { accept: acceptedManifests },
      scope: pullScope(repository),
      maxBytes: MAX_MANIFEST_BYTES,
      signal: options.signal,
    });
    if (response.httpStatus !== 200) {
      throw this.#authenticator.errorOf(response, what);
    }
    return readManifest(response, reference, what);
  }

  /** A small blob (at most 8 MiB). */
  async getBlob(
    repository: string,
    digest: string,
    options: CallOptions,
  ): Promise<Buffer> {
    const what = message('CONFIGURATION', {
      artifact: describeReference(repository, digest),
    });
    const response = await this.#authenticator.send({
      url: `${this.#url}/v2/${repository}/blobs/${digest}`,
      scope: pullScope(repository),
      maxBytes: MAX_CONFIG_BYTES,
      signal: options.signal,
    });
    if (response.httpStatus !== 200) {
      throw this.#authenticator.errorOf(response, what);
    }
    if (!hashesTo(response.body, digest)) {
      throw new RegistryError('BAD_RESPONSE', {
        message: message('DIGEST_MISMATCH', { what }),
      });
    }
    return response.body;
  }

  /** What `HEAD` tells: the descriptor, or with which status it told nothing. */
  async #head(
    repository: string,
    reference: string,
    options: CallOptions,
  ): Promise<RegistryDescriptor | { httpStatus?: number }> {
    const what = describeReference(repository, reference);
    const response = await this.#sendHead(repository, reference, options);
    if (!response) {
      return {};
    }
    const { headers, httpStatus } = response;
    if (FINAL_STATUSES.includes(httpStatus)) {
      throw this.#authenticator.errorOf(response, what);
    }
    if (httpStatus !== 200) {
      return { httpStatus };
    }
    const digest = headers.get('docker-content-digest');
    const mediaType = bareMediaType(headers.get('content-type'));
    if (isSchema1MediaType(mediaType)) {
      throw schema1Error(what);
    }
    const sameAsAsked = !isDigest(reference) || digest === reference;
    if (!isDigest(digest) || !sameAsAsked || !isManifestMediaType(mediaType)) {
      return { httpStatus };
    }
    this.#headWorks = true;
    const length = headers.get('content-length') ?? '';
    return {
      digest,
      mediaType,
      ...(/^[1-9]\d*$/.test(length) && { sizeBytes: Number(length) }),
    };
  }

  async #sendHead(
    repository: string,
    reference: string,
    options: CallOptions,
  ): Promise<TransportResponse | undefined> {
    try {
      return await this.#authenticator.send({
        url: this.#manifestUrl(repository, reference),
        method: 'HEAD',
        headers: { accept: acceptedManifests },
        scope: pullScope(repository),
        signal: options.signal,
      });
    } catch (error) {
      if (isRegistryError(error) && BROKEN_ANSWERS.includes(error.code)) {
        return undefined;
      }
      throw error;
    }
  }

  #manifestUrl(repository: string, reference: string): string {
    return `${this.#url}/v2/${repository}/manifests/${reference}`;
  }
}
