export * from './useFormats';
export { useHasWorkspaces } from './useHasWorkspaces';
export { useLoad, type Loaded } from './useLoad';
export { useWorkspaces } from './useWorkspaces';
