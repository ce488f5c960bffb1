export { asRegistryError } from './asRegistryError';
export { integratedRegistryApiRef } from './integratedRegistryApiRef';
export { loadAllPages } from './loadAllPages';
export { unlessGone } from './unlessGone';
export { type Loaded, useLoad } from './useLoad';
export { useReloadEvery } from './useReloadEvery';
