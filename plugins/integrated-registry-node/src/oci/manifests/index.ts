export * from './describeArtifact';
export * from './digests';
export * from './mediaTypes';
export * from './readManifest';
