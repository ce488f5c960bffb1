export * from './checkedProvider';
export * from './RegistryError';
export * from './RegistryProvider';
export * from './registryProvidersExtensionPoint';
export * from './offeredRepositories';
export * from './repositoryGlobs';
export * from './runDiagnosis';
