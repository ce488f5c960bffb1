export * from './describeArtifact';
export * from './ManifestReader';
export * from './mediaTypes';
export * from './readManifest';
export { type Descriptor, manifestSchema } from './schemas';
