import { digestOf } from './Content';

export const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';

/** The configuration of an image without layers. */
export const config = JSON.stringify({ os: 'linux', architecture: 'amd64' });
/** Of the configuration. */
export const digest = digestOf(config);
/** Of the image, as JSON. */
export const manifest = JSON.stringify({
  schemaVersion: 2,
  mediaType: MANIFEST,
  config: {
    mediaType: 'application/vnd.oci.image.config.v1+json',
    digest,
    size: config.length,
  },
  layers: [],
});
