import { useApi } from '@backstage/frontend-plugin-api';
import {
  Integration,
  IntegrationList,
} from 'backstage-plugin-integrated-registry-common';
import { useCallback } from 'react';
import {
  integratedRegistryApiRef,
  loadAllPages,
  Loaded,
  Pace,
  soonest,
  useLoad,
  useReloadWhile,
} from '../../api';

/** All integrations a workspace owns or may use; looked at again while something is going on. */
export function useIntegrations(workspace: string): Loaded<IntegrationList> {
  const api = useApi(integratedRegistryApiRef);
  const load = useCallback(
    (signal: AbortSignal) =>
      loadAllPages(paging =>
        api.listIntegrations({ workspace, ...paging }, { signal }),
      ),
    [api, workspace],
  );
  const loaded = useLoad(load);
  useReloadWhile(soonest(loaded.value?.items ?? [], paceOf), loaded);
  return loaded;
}

function paceOf({ health, repositoryIndex }: Integration): Pace | undefined {
  if (
    health.state === 'unknown' ||
    health.checking ||
    repositoryIndex.state === 'crawling'
  ) {
    return 'changing';
  }
  return health.state === 'unhealthy' ? 'recovering' : undefined;
}
