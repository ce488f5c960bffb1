export { integratedRegistryApiRef } from './integratedRegistryApiRef';
