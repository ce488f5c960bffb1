export { WorkspaceList } from './WorkspaceList';
export { WorkspaceSelect, type WorkspaceTriggerProps } from './WorkspaceSelect';
