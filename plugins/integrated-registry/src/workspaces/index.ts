export { useFirstWorkspace } from './useFirstWorkspace';
export { useHasWorkspaces } from './useHasWorkspaces';
export { WorkspaceList } from './WorkspaceList';
export {
  WorkspaceMembersOnly,
  type WorkspaceMembersOnlyProps,
} from './WorkspaceMembersOnly';
export { WorkspaceSelect } from './WorkspaceSelect';
