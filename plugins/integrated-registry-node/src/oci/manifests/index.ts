export * from './describeArtifact';
export * from './digests';
export * from './ManifestReader';
export * from './mediaTypes';
export * from './readManifest';
