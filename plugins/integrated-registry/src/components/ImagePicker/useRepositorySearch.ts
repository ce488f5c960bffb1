import { useApi } from '@backstage/frontend-plugin-api';
import { RepositoryList } from 'backstage-plugin-integrated-registry-common';
import { useCallback, useEffect, useState } from 'react';
import { integratedRegistryApiRef } from '../../api';
import { usePages } from './usePages';

/** Soon there, and enough to fill the list. */
const FIRST_PAGE_SIZE = 50;
const NEXT_PAGE_SIZE = 200;
/** While a registry is being read, the list grows; in milliseconds. */
const REFRESH_MS = 2_000;

/** The search over every repository a workspace can use, and what it is narrowed to. */
export function useRepositorySearch(workspace: string) {
  const api = useApi(integratedRegistryApiRef);
  const [query, setQuery] = useState('');
  const [integration, setIntegration] = useState<string>();
  const q = query.trim();

  const load = useCallback(
    (
      cursor: string | undefined,
      signal: AbortSignal,
    ): Promise<RepositoryList> =>
      api.searchRepositories(
        {
          workspace,
          limit: cursor ? NEXT_PAGE_SIZE : FIRST_PAGE_SIZE,
          ...(q && { q }),
          ...(integration && { integration }),
          ...(cursor && { cursor }),
        },
        { signal },
      ),
    [api, workspace, q, integration],
  );
  const found = usePages(load);
  const { head, loading, error, refresh } = found;

  const growing = head?.sources.some(({ repositoryIndex }) =>
    ['crawling', 'never'].includes(repositoryIndex.state),
  );
  useEffect(() => {
    if (!growing || loading || error !== undefined) {
      return undefined;
    }
    const timer = setTimeout(refresh, REFRESH_MS);
    return () => clearTimeout(timer);
  }, [growing, head, loading, error, refresh]);

  return {
    query,
    setQuery,
    integration,
    setIntegration,
    found,
    sources: head?.sources ?? [],
  };
}

/** @internal */
export type RepositorySearch = ReturnType<typeof useRepositorySearch>;
