import { useApi } from '@backstage/frontend-plugin-api';
import { PullCredentialList } from 'backstage-plugin-integrated-registry-common';
import { useCallback } from 'react';
import {
  integratedRegistryApiRef,
  loadAllPages,
  Loaded,
  useLoad,
} from '../../api';

/** What is decided about each integration that a workspace can use. */
export function usePullCredentials(
  workspace: string,
): Loaded<PullCredentialList> {
  const api = useApi(integratedRegistryApiRef);
  const load = useCallback(
    (signal: AbortSignal) =>
      loadAllPages(paging =>
        api.call(
          'listPullCredentials',
          { query: { workspace, ...paging } },
          { signal },
        ),
      ),
    [api, workspace],
  );
  return useLoad(load);
}
