import { Text } from 'backstage-plugin-integrated-registry-common';
import { RegistryError } from '../../errors';
import { CallOptions, RegistryReferrer } from '../../provider';
import { TransportResponse } from '../../transport';
import { Authenticator } from '../authenticate';
import {
  acceptedManifests,
  Descriptor,
  ManifestReader,
  MAX_MANIFEST_BYTES,
} from '../manifests';
import { pullScope } from '../names';
import { referrerKind } from './referrerKind';

/** What referrers are read from. */
export interface ReferrerSource {
  /**
   * Redirects are not followed.
   *
   * @param path - from `/v2/` on, with query
   */
  read(path: string, options: CallOptions): Promise<TransportResponse>;
  errorOf(response: TransportResponse, what: Text): RegistryError;
  manifests: Pick<ManifestReader, 'find' | 'getManifest'>;
}

/** The referrers of a repository, read by its login. */
export function referrerSource(
  repository: string,
  {
    url,
    authenticator,
    manifests,
  }: { url: string; authenticator: Authenticator; manifests: ManifestReader },
): ReferrerSource {
  return {
    read: (path, { signal }) =>
      authenticator.send({
        url: `${url}${path}`,
        headers: { accept: acceptedManifests },
        scope: pullScope(repository),
        maxBytes: MAX_MANIFEST_BYTES,
        // What has no such API may redirect to a console, which has nothing to say here.
        followRedirects: false,
        signal,
      }),
    errorOf: (response, what) => authenticator.errorOf(response, what),
    manifests,
  };
}

export function toReferrer(descriptor: Descriptor): RegistryReferrer {
  const { digest, mediaType, artifactType, size } = descriptor;
  return {
    digest,
    mediaType,
    ...(artifactType !== undefined && { artifactType }),
    kind: referrerKind(descriptor),
    ...(size > 0 && { sizeBytes: size }),
  };
}
