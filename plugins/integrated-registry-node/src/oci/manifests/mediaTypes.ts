/** Source: OCI image specification 1.1, `media-types.md`; distribution's image manifest v2, schema 2. */
export const indexMediaTypes: readonly string[] = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
];

const manifestMediaTypes: readonly string[] = [
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
];

/** Withdrawn from OCI 1.1, but some registries still hold such artifacts. */
export const ARTIFACT_MANIFEST =
  'application/vnd.oci.artifact.manifest.v1+json';

/** All of them, always: a registry that is not told of a type converts to an old one or says 404. */
export const acceptedManifests = [
  ...indexMediaTypes,
  ...manifestMediaTypes,
  ARTIFACT_MANIFEST,
].join(', ');

export function isManifestMediaType(mediaType: string): boolean {
  return (
    indexMediaTypes.includes(mediaType) ||
    manifestMediaTypes.includes(mediaType) ||
    mediaType === ARTIFACT_MANIFEST
  );
}

/** Manifests of before 2017, with their layers' history in v1 form. */
export function isSchema1MediaType(mediaType: string): boolean {
  return /^application\/vnd\.docker\.distribution\.manifest\.v1\+/.test(
    mediaType,
  );
}

/** Is it the configuration of something that runs? */
export function isImageConfig(mediaType: string): boolean {
  return (
    mediaType === 'application/vnd.oci.image.config.v1+json' ||
    mediaType === 'application/vnd.docker.container.image.v1+json'
  );
}

/** A part of a file system, as opposed to a signature or attestation in an image's clothes. */
export function isImageLayer(mediaType: string): boolean {
  return (
    mediaType.startsWith('application/vnd.oci.image.layer.') ||
    mediaType.startsWith('application/vnd.docker.image.rootfs.')
  );
}

/** A content type without its parameters, in lower case. */
export function bareMediaType(contentType: string | undefined | null): string {
  return (contentType ?? '').split(';')[0].trim().toLowerCase();
}
