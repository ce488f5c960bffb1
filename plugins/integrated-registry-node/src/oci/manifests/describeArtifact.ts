import { Artifact } from 'backstage-plugin-integrated-registry-common';
import { CallOptions } from '../../provider';
import { describeIndex } from './describeIndex';
import { ArtifactSource, describeManifest, readTime } from './describeManifest';

/**
 * Reads everything about an artifact that the registry's own API tells.
 *
 * @param options - `maxChildren`: of how many platforms of an index the size is looked up; each
 * costs a request
 * @throws RegistryError
 */
export async function describeArtifact(
  source: ArtifactSource,
  repository: string,
  reference: string,
  options: CallOptions & { maxChildren: number },
): Promise<Artifact> {
  const manifest = await source.getManifest(repository, reference, options);
  const details =
    manifest.kind === 'index'
      ? await describeIndex(source, repository, manifest, options)
      : await describeManifest(source, repository, manifest, options);
  const { annotations, subject } = manifest.content;
  return {
    ...details,
    repository,
    reference,
    digest: manifest.digest,
    mediaType: manifest.mediaType,
    annotations,
    createdAt:
      details.createdAt ??
      readTime(annotations['org.opencontainers.image.created']),
    subject: subject?.digest,
  };
}
