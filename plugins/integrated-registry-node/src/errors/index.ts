export * from './RegistryError';
