import { RepositoryList } from 'backstage-plugin-integrated-registry-common';
import { useCallback, useEffect, useState } from 'react';
import { FirstPage, usePages } from '../../lists';
import { useProjects } from './useProjects';
import { RepositoryPages } from './useRepositoryPages';
import { useSources } from './useSources';

/** While a registry is being read, the list grows; in milliseconds. */
const REFRESH_MS = 2_000;

export interface RepositorySearchOptions {
  pages: RepositoryPages;
  /** Shown at first where nothing is searched for. */
  first: FirstPage<RepositoryList>;
  /** What is searched for at first. */
  initial?: { integration: string; query: string };
}

/** The search over every repository a workspace can use, and what it is narrowed to. */
export function useRepositorySearch({
  pages,
  first,
  initial,
}: RepositorySearchOptions) {
  const [query, setQuery] = useState(initial?.query ?? '');
  const [integration, setIntegration] = useState(initial?.integration);
  const [project, setProject] = useState<string>();
  const q = query.trim();

  const load = useCallback(
    (cursor: string | undefined, signal: AbortSignal) =>
      pages.load({ q, integration, project, cursor }, signal),
    [pages, q, integration, project],
  );
  const found = usePages(load, initial ? undefined : first);
  const registries = useSources(pages);
  const { sources, reload } = registries;
  const { head, loading, refresh } = found;
  const isBusy = loading || registries.loading;
  const isFailed = Boolean(found.error ?? registries.error);

  const growing = sources?.some(({ repositoryIndex }) =>
    ['crawling', 'never'].includes(repositoryIndex.state),
  );
  useEffect(() => {
    if (!growing || isBusy || isFailed) {
      return undefined;
    }
    const timer = setTimeout(() => {
      reload();
      refresh();
    }, REFRESH_MS);
    return () => clearTimeout(timer);
  }, [growing, head, sources, isBusy, isFailed, reload, refresh]);

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
    registries,
  };
}

/** @internal */
export type RepositorySearch = ReturnType<typeof useRepositorySearch>;
