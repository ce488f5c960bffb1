export * from './IntegratedRegistryClient';
