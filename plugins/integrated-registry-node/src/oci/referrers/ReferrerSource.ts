import { RegistryError } from '../../provider/RegistryError';
import { CallOptions, RegistryReferrer } from '../../provider/RegistryProvider';
import { TransportResponse } from '../../transport/HttpTransport';
import { ManifestReader } from '../manifests';
import { Descriptor } from '../manifests/schemas';
import { referrerKind } from './referrerKind';

/** What referrers are read from. */
export interface ReferrerSource {
  /**
   * Redirects are not followed.
   *
   * @param path - from `/v2/` on, with query
   */
  read(path: string, options: CallOptions): Promise<TransportResponse>;
  errorOf(response: TransportResponse, what: string): RegistryError;
  manifests: Pick<ManifestReader, 'find' | 'getManifest'>;
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
