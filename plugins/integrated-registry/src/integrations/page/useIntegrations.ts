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
  useLoad,
  useReloadEvery,
} from '../../api';

/** How often, in milliseconds, it is looked whether a check or crawl has ended. */
const POLL_INTERVAL = 3_000;
/** The same for what is unhealthy: the portal looks by itself whether it is well again. */
const RECOVERY_INTERVAL = 15_000;

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
  useReloadEvery(intervalFor(loaded.value?.items ?? []), loaded);
  return loaded;
}

/** Undefined where nothing changes by itself. */
function intervalFor(items: readonly Integration[]): number | undefined {
  const isChanging = items.some(
    ({ health, repositoryIndex }) =>
      health.state === 'unknown' ||
      health.checking ||
      repositoryIndex.state === 'crawling',
  );
  if (isChanging) {
    return POLL_INTERVAL;
  }
  return items.some(({ health }) => health.state === 'unhealthy')
    ? RECOVERY_INTERVAL
    : undefined;
}
