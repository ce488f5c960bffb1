import { ReactNode } from 'react';
import { useHasWorkspaces } from './useHasWorkspaces';

/** @public */
export interface WorkspaceMembersOnlyProps {
  children: ReactNode;
}

/**
 * Shows its children to those who belong to a workspace, and nothing to others: for the page's
 * entry in a sidebar.
 *
 * @public
 */
export function WorkspaceMembersOnly({ children }: WorkspaceMembersOnlyProps) {
  return useHasWorkspaces() ? <>{children}</> : null;
}
