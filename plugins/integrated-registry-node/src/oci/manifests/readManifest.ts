import { message, Text } from 'backstage-plugin-integrated-registry-common';
import { RegistryError } from '../../errors';
import { TransportResponse } from '../../transport';
import { jsonOf, readContent } from '../../responses';
import { digestOf, hashesTo, isDigest } from '../digests';
import {
  ARTIFACT_MANIFEST,
  bareMediaType,
  indexMediaTypes,
  isManifestMediaType,
  isSchema1MediaType,
} from './mediaTypes';
import { refuseLongLists } from './refuseLongLists';
import { ManifestContent, manifestSchema } from './schemas';

/** A manifest whose bytes were checked against its digest. */
export interface Manifest {
  digest: string;
  mediaType: string;
  /** Of the manifest itself, in bytes. */
  sizeBytes: number;
  kind: 'index' | 'manifest' | 'blobs';
  content: ManifestContent;
}

/**
 * @param reference - the tag or digest that was asked for
 * @throws RegistryError `BAD_RESPONSE` where the content is no manifest or not what its digest
 * says, `RESPONSE_TOO_LARGE` where its lists are too long, `UNSUPPORTED_VERSION` for manifests of schema 1
 */
export function readManifest(
  response: TransportResponse,
  reference: string,
  what: Text,
): Manifest {
  const contentType = bareMediaType(response.headers.get('content-type'));
  const json = jsonOf(response);
  refuseLongLists(json, (entries, max) => ({
    message: message('MANIFEST_TOO_LONG', { what, entries, max }),
    remedy: message('PUSH_WITH_FEWER_ENTRIES'),
  }));
  const content = readContent(json, response, manifestSchema, what);
  if (isSchema1MediaType(contentType) || content.schemaVersion === 1) {
    throw schema1Error(what);
  }
  const kind = kindOf(content, what);
  return {
    digest: checkedDigest(response, reference, what),
    mediaType: mediaTypeOf(content, contentType, kind),
    sizeBytes: response.body.length,
    kind,
    content,
  };
}

export function schema1Error(what: Text): RegistryError {
  return new RegistryError('UNSUPPORTED_VERSION', {
    message: message('MANIFEST_SCHEMA_1', { what }),
    remedy: message('PUSH_AGAIN'),
  });
}

function kindOf(content: ManifestContent, what: Text): Manifest['kind'] {
  if (content.manifests && content.config) {
    // Two readers could see two different images in it.
    throw new RegistryError('BAD_RESPONSE', {
      message: message('MANIFEST_AMBIGUOUS', { what }),
      remedy: message('DO_NOT_USE_ASK_PUSHER'),
    });
  }
  if (
    content.manifests ||
    indexMediaTypes.includes(bareMediaType(content.mediaType))
  ) {
    return 'index';
  }
  if (content.config) {
    return 'manifest';
  }
  if (bareMediaType(content.mediaType) === ARTIFACT_MANIFEST) {
    return 'blobs';
  }
  throw new RegistryError('BAD_RESPONSE', {
    message: message('NOT_A_MANIFEST', { what }),
  });
}

function mediaTypeOf(
  content: ManifestContent,
  contentType: string,
  kind: Manifest['kind'],
): string {
  if (content.mediaType !== undefined) {
    return content.mediaType;
  }
  if (isManifestMediaType(contentType)) {
    return contentType;
  }
  return kind === 'index'
    ? 'application/vnd.oci.image.index.v1+json'
    : 'application/vnd.oci.image.manifest.v1+json';
}

/** The digest of the bytes, after both the question and the answer were held against it. */
function checkedDigest(
  response: TransportResponse,
  reference: string,
  what: Text,
): string {
  const announced = response.headers.get('docker-content-digest');
  const expected = [reference, announced].filter(isDigest);
  if (!expected.every(digest => hashesTo(response.body, digest))) {
    throw new RegistryError('BAD_RESPONSE', {
      message: message('DIGEST_MISMATCH', { what }),
      remedy: message('DO_NOT_USE_CHECK_STORAGE'),
    });
  }
  return expected[0] ?? digestOf(response.body);
}
