import { useApi } from '@backstage/frontend-plugin-api';
import { RepositoryList } from 'backstage-plugin-integrated-registry-common';
import { useCallback, useEffect, useState } from 'react';
import { integratedRegistryApiRef } from '../../api';
import { ImagePickerOptions } from './schema';
import { useAcceptedRegistries } from './useAcceptedRegistries';
import { usePages } from './usePages';
import { useProjects } from './useProjects';
import { useStableSources } from './useStableSources';

/** Soon there, and enough to fill the list. */
const FIRST_PAGE_SIZE = 50;
const NEXT_PAGE_SIZE = 200;
/** While a registry is being read, the list grows; in milliseconds. */
const REFRESH_MS = 2_000;

export interface RepositorySearchOptions {
  workspace: string;
  /** What the template takes. */
  options: ImagePickerOptions;
  /** What is searched for at first. */
  initial?: { integration: string; query: string };
}

/** The search over every repository a workspace can use, and what it is narrowed to. */
export function useRepositorySearch({
  workspace,
  options,
  initial,
}: RepositorySearchOptions) {
  const api = useApi(integratedRegistryApiRef);
  const [query, setQuery] = useState(initial?.query ?? '');
  const [integration, setIntegration] = useState(initial?.integration);
  const [project, setProject] = useState<string>();
  const q = query.trim();
  const accepted = useAcceptedRegistries(workspace, options);

  const load = useCallback(
    async (
      cursor: string | undefined,
      signal: AbortSignal,
    ): Promise<RepositoryList> => {
      const within = integration ?? (await accepted(signal));
      return api.searchRepositories(
        {
          workspace,
          limit: cursor ? NEXT_PAGE_SIZE : FIRST_PAGE_SIZE,
          ...(q && { q }),
          ...(within && { integration: within }),
          ...(project && { project }),
          ...(cursor && { cursor }),
        },
        { signal },
      );
    },
    [api, workspace, q, integration, project, accepted],
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

  const narrow = useCallback((chosen: string | undefined) => {
    setIntegration(chosen);
    // It may be another registry's.
    setProject(undefined);
  }, []);

  return {
    query,
    setQuery,
    integration,
    setIntegration: narrow,
    project,
    setProject,
    projects: useProjects(found.items, integration),
    found,
    sources: useStableSources(head?.sources),
  };
}

/** @internal */
export type RepositorySearch = ReturnType<typeof useRepositorySearch>;
