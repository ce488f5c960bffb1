export { LegacyRegistryPage } from './LegacyRegistryPage';
