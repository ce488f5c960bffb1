import { useCallback, useEffect, useRef, useState } from 'react';

interface PageOf<T> {
  items: T[];
  nextCursor?: string;
}

/** A list that grows page by page. */
export interface Pages<P extends PageOf<unknown>> {
  /** The first page, for what is said of the list as a whole. */
  first?: P;
  items: P['items'];
  hasMore: boolean;
  loading: boolean;
  error?: unknown;
  loadMore(): void;
  reload(): void;
}

interface State<P> {
  load: unknown;
  pages: P[];
  loading: boolean;
  error?: unknown;
}

const DEBOUNCE_MS = 150;

/**
 * Loads the first page when `load` is another function (wrap it in `useCallback`), after the one
 * who types has paused. What was shown stays until the new page is there; an answer nobody waits
 * for any more is dropped.
 */
export function usePages<P extends PageOf<unknown>>(
  load:
    | ((cursor: string | undefined, signal: AbortSignal) => Promise<P>)
    | undefined,
): Pages<P> {
  const [state, setState] = useState<State<P>>({
    load,
    pages: [],
    loading: load !== undefined,
  });
  const [attempt, setAttempt] = useState(0);
  const running = useRef<AbortController>();
  const loadedOnce = useRef(false);

  const fetchPage = useCallback(
    async (cursor: string | undefined, before: P[]) => {
      if (!load) {
        return;
      }
      running.current?.abort();
      const controller = new AbortController();
      running.current = controller;
      setState(previous => ({ ...previous, loading: true, error: undefined }));
      try {
        const page = await load(cursor, controller.signal);
        if (!controller.signal.aborted) {
          setState({ load, pages: [...before, page], loading: false });
        }
      } catch (error) {
        if (!controller.signal.aborted) {
          setState({ load, pages: before, loading: false, error });
        }
      }
    },
    [load],
  );

  useEffect(() => {
    if (!load) {
      setState({ load, pages: [], loading: false });
      return undefined;
    }
    const timer = setTimeout(
      () => fetchPage(undefined, []),
      loadedOnce.current ? DEBOUNCE_MS : 0,
    );
    loadedOnce.current = true;
    setState(previous => ({ ...previous, loading: true }));
    return () => {
      clearTimeout(timer);
      running.current?.abort();
    };
  }, [load, fetchPage, attempt]);

  const { pages, loading, error } = state;
  const nextCursor = pages[pages.length - 1]?.nextCursor;
  const loadMore = useCallback(() => {
    if (nextCursor !== undefined && !loading) {
      fetchPage(nextCursor, pages);
    }
  }, [fetchPage, nextCursor, loading, pages]);
  const reload = useCallback(() => setAttempt(count => count + 1), []);

  return {
    first: pages[0],
    items: pages.flatMap(page => page.items),
    hasMore: nextCursor !== undefined,
    loading,
    error,
    loadMore,
    reload,
  };
}
