export { asRegistryError } from './asRegistryError';
export { integratedRegistryApiRef } from './integratedRegistryApiRef';
export { loadAllPages } from './loadAllPages';
export { loadNamespaceBindings, loadPullCredentials } from './namespaceLists';
export { unlessGone } from './unlessGone';
export { type Loaded, useLoad } from './useLoad';
export { type Pace, soonest, useReloadWhile } from './useReloadWhile';
