export { asRegistryError } from './asRegistryError';
export { integratedRegistryApiRef } from './integratedRegistryApiRef';
export { type Loaded, useLoad } from './useLoad';
