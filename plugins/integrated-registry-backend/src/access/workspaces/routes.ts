import { entered } from '../admissions';
import { route, Routes } from '../Route';
import { WorkspaceService } from './WorkspaceService';

export function workspaceRoutes(
  workspaces: WorkspaceService,
): Pick<Routes, 'listWorkspaces'> {
  return {
    listWorkspaces: route({
      admit: entered,
      audit: 'refusals',
      run: (admitted, { query }, call) =>
        workspaces.list(admitted, query, call),
    }),
  };
}
