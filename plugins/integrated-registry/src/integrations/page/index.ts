export { LegacyRegistryPage } from './LegacyRegistryPage';
export { RegistryPage } from './RegistryPage';
