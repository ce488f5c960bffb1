import { useApi } from '@backstage/frontend-plugin-api';
import {
  NamespaceBinding,
  NamespaceBindingList,
} from 'backstage-plugin-integrated-registry-common';
import { useCallback, useState } from 'react';
import {
  integratedRegistryApiRef,
  loadAllPages,
  Loaded,
  useLoad,
  useReloadEvery,
} from '../../api';

/** How often, in milliseconds, it is looked whether a pull secret is written or removed. */
const POLL_INTERVAL = 3_000;
/** The same for clusters that do not answer or refuse: the portal tries again by itself. */
const RECOVERY_INTERVAL = 15_000;
/** How long, in milliseconds, it is looked what comes of an action: its answer waits for no cluster. */
const WATCH_MS = 15_000;

export interface Bindings extends Loaded<NamespaceBindingList> {
  /** Something was begun: looks at once, and again for a while. */
  watch(): void;
}

/**
 * The namespaces bound to a workspace; looked at again while something is going on.
 *
 * @param workspace - entity ref; undefined for all workspaces of the caller
 */
export function useBindings(workspace: string | undefined): Bindings {
  const api = useApi(integratedRegistryApiRef);
  const load = useCallback(
    (signal: AbortSignal) =>
      loadAllPages(paging =>
        api.call(
          'listNamespaceBindings',
          { query: { workspace, ...paging } },
          { signal },
        ),
      ),
    [api, workspace],
  );
  const loaded = useLoad(load);
  const { value, reload } = loaded;
  const [watchedUntil, setWatchedUntil] = useState(0);
  useReloadEvery(
    Date.now() < watchedUntil ? POLL_INTERVAL : intervalFor(value?.items ?? []),
    loaded,
  );
  const watch = useCallback(() => {
    setWatchedUntil(Date.now() + WATCH_MS);
    reload();
  }, [reload]);
  return { ...loaded, watch };
}

/** Undefined where nothing changes by itself. */
function intervalFor(items: readonly NamespaceBinding[]): number | undefined {
  if (items.some(({ state, removing }) => removing || state === 'writing')) {
    return POLL_INTERVAL;
  }
  return items.some(
    ({ state }) => state === 'unreachable' || state === 'refused',
  )
    ? RECOVERY_INTERVAL
    : undefined;
}
