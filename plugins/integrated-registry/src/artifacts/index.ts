export { describePlatforms } from './describePlatforms';
export { describeVulnerabilities } from './describeVulnerabilities';
export { shortDigest } from './formatting';
export { SeverityBar } from './SeverityBar';
export { useArtifactKind } from './useArtifactKind';
export { type ArtifactOf, useVulnerabilities } from './useVulnerabilities';
