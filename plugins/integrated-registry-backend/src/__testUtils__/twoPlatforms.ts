import { buildImage, buildIndex } from 'registry-simulator';

/** An index with an image for linux/amd64 and one for linux/arm64. */
export const twoPlatforms = buildIndex([
  buildImage({ architecture: 'amd64' }),
  buildImage({ architecture: 'arm64' }),
]);
