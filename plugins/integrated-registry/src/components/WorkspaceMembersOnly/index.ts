export {
  WorkspaceMembersOnly,
  type WorkspaceMembersOnlyProps,
} from './WorkspaceMembersOnly';
