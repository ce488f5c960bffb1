import { RepositorySource } from 'backstage-plugin-integrated-registry-common';
import { useCallback } from 'react';
import { useLoad } from '../../api';
import { RepositoryPages } from './useRepositoryPages';

export interface Sources {
  /** Undefined until they are known; they stay where they could not be read again. */
  sources?: readonly RepositorySource[];
  error?: Error;
  loading: boolean;
  reload(): void;
}

/** The registries of the workspace, and how they are. */
export function useSources(pages: RepositoryPages): Sources {
  const load = useCallback(() => pages.loadSources(), [pages]);
  const { value, error, loading, reload } = useLoad(load);
  return {
    sources: value ?? pages.latestSources(),
    error,
    loading,
    reload: useCallback(() => {
      pages.forgetSources();
      reload();
    }, [pages, reload]),
  };
}
