import { useApi } from '@backstage/frontend-plugin-api';
import { WorkspaceList } from 'backstage-plugin-integrated-registry-common';
import { useCallback } from 'react';
import { integratedRegistryApiRef } from '../api';
import { Loaded, useLoad } from './useLoad';

/** The workspaces the signed-in user belongs to. */
export function useWorkspaces(): Loaded<WorkspaceList> {
  const api = useApi(integratedRegistryApiRef);
  const load = useCallback(
    (signal: AbortSignal) => api.listWorkspaces({ signal }),
    [api],
  );
  return useLoad(load);
}
