export { describeVulnerabilities } from './describeVulnerabilities';
export { SeverityBar } from './SeverityBar';
export { useVulnerabilities, type ArtifactOf } from './useVulnerabilities';
