import { useApi } from '@backstage/frontend-plugin-api';
import { PullCredentialList } from 'backstage-plugin-integrated-registry-common';
import { useCallback } from 'react';
import {
  integratedRegistryApiRef,
  Loaded,
  loadPullCredentials,
  useLoad,
} from '../../api';

/** What is decided about each integration that a workspace can use. */
export function usePullCredentials(
  workspace: string,
): Loaded<PullCredentialList> {
  const api = useApi(integratedRegistryApiRef);
  const load = useCallback(
    (signal: AbortSignal) => loadPullCredentials(api, workspace, signal),
    [api, workspace],
  );
  return useLoad(load);
}
