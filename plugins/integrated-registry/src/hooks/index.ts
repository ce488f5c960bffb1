export { useFirstWorkspace } from './useFirstWorkspace';
export * from './useFormats';
export { useHasWorkspaces } from './useHasWorkspaces';
export { useLoad, type Loaded } from './useLoad';
export { useRecentWorkspaces } from './useRecentWorkspaces';
