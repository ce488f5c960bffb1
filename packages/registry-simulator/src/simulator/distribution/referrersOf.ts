import { ContentStore } from '../../content/ContentStore';

interface Content {
  subject?: { digest?: string };
  artifactType?: string;
  config?: { mediaType?: string };
  annotations?: Record<string, string>;
}

/**
 * The descriptors of everything whose `subject` is this digest; images have none.
 *
 * Source: OCI distribution specification 1.1, section "Listing Referrers".
 */
export function referrersOf(
  store: ContentStore,
  repository: string,
  subject: string,
  wanted: string | undefined,
): object[] {
  return store.manifests(repository).flatMap(digest => {
    const found = store.manifest(repository, digest);
    const content: Content = found
      ? JSON.parse(found.bytes.toString('utf8'))
      : {};
    const artifactType = content.artifactType ?? content.config?.mediaType;
    return found &&
      content.subject?.digest === subject &&
      (wanted === undefined || wanted === artifactType)
      ? [
          {
            mediaType: found.mediaType,
            digest,
            size: found.bytes.length,
            artifactType,
            annotations: content.annotations,
          },
        ]
      : [];
  });
}
