import { useApi } from '@backstage/frontend-plugin-api';
import {
  NamespaceBinding,
  NamespaceBindingList,
} from 'backstage-plugin-integrated-registry-common';
import { useCallback, useState } from 'react';
import {
  integratedRegistryApiRef,
  Loaded,
  loadNamespaceBindings,
  Pace,
  soonest,
  useLoad,
  useReloadWhile,
} from '../../api';

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
    (signal: AbortSignal) => loadNamespaceBindings(api, workspace, signal),
    [api, workspace],
  );
  const loaded = useLoad(load);
  const { value, reload } = loaded;
  const [watchedUntil, setWatchedUntil] = useState(0);
  useReloadWhile(
    Date.now() < watchedUntil
      ? 'changing'
      : soonest(value?.items ?? [], paceOf),
    loaded,
  );
  const watch = useCallback(() => {
    setWatchedUntil(Date.now() + WATCH_MS);
    reload();
  }, [reload]);
  return { ...loaded, watch };
}

function paceOf({ state, removing }: NamespaceBinding): Pace | undefined {
  if (state === 'unreachable' || state === 'refused') {
    return 'recovering';
  }
  return removing || state === 'writing' ? 'changing' : undefined;
}
