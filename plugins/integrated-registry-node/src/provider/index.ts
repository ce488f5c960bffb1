export * from './RegistryError';
export * from './RegistryProvider';
export * from './registryProvidersExtensionPoint';
export * from './repositoryGlobs';
export * from './runDiagnosis';
