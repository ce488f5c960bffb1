export * from './ApiCall';
export * from './IntegratedRegistryApi';
export * from './IntegratedRegistryClient';
export * from './IntegratedRegistryError';
