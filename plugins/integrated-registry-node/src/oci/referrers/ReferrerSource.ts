import { RegistryError } from '../../errors';
import { CallOptions, RegistryReferrer } from '../../provider';
import { TransportResponse } from '../../transport';
import { Descriptor, ManifestReader } from '../manifests';
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
