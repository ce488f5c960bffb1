import { useApi } from '@backstage/frontend-plugin-api';
import { Integration } from 'backstage-plugin-integrated-registry-common';
import { useCallback, useEffect } from 'react';
import { integratedRegistryApiRef, Loaded, useLoad } from '../../api';

/** How often, in milliseconds, it is looked whether a check or crawl has ended. */
const POLL_INTERVAL = 3_000;
/** The same for what is unhealthy: the portal looks by itself whether it is well again. */
const RECOVERY_INTERVAL = 15_000;
/** More integrations than that in one workspace are not expected; the list then says it is cut. */
const MAX_PAGES = 20;
const PAGE_SIZE = 200;

export interface Integrations {
  items: Integration[];
  /** False where there are more than could be had. */
  complete: boolean;
}

/** All integrations a workspace owns or may use; looked at again while something is going on. */
export function useIntegrations(workspace: string): Loaded<Integrations> {
  const api = useApi(integratedRegistryApiRef);
  const load = useCallback(
    async (signal: AbortSignal) => {
      const items: Integration[] = [];
      let cursor: string | undefined;
      for (let page = 0; page < MAX_PAGES; page++) {
        const answer = await api.listIntegrations(
          { workspace, cursor, limit: PAGE_SIZE },
          { signal },
        );
        items.push(...answer.items);
        cursor = answer.nextCursor;
        if (cursor === undefined) {
          return { items, complete: answer.complete };
        }
      }
      return { items, complete: false };
    },
    [api, workspace],
  );
  const loaded = useLoad(load);
  const { value, loading, error, reload } = loaded;
  const interval = intervalFor(value?.items ?? []);

  useEffect(() => {
    if (interval === undefined || loading || error) {
      return undefined;
    }
    const timer = setTimeout(reload, interval);
    return () => clearTimeout(timer);
  }, [interval, loading, error, reload]);

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
