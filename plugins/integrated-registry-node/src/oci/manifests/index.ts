export * from './describeArtifact';
export * from './ManifestReader';
export * from './mediaTypes';
export * from './readManifest';
export { refuseLongLists } from './refuseLongLists';
export { type Descriptor, manifestSchema } from './schemas';
