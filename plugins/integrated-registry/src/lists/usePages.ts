import { useCallback, useEffect, useRef, useState } from 'react';

interface PageOf<T> {
  items: T[];
  nextCursor?: string;
}

type Load<P> = (cursor: string | undefined, signal: AbortSignal) => Promise<P>;

/** What is being asked for: the list anew, its next page, or what has changed about it. */
type Question = 'first' | 'next' | 'refresh';

/** What was asked for before a list is there to show it. */
export interface FirstPage<P> {
  page?: P;
  /** What takes its place; absent where the page is young. */
  answer?: Promise<P>;
}

/** A list that grows page by page. */
export interface Pages<P extends PageOf<unknown>> {
  /** The newest first page, for what is said of the list as a whole. */
  head?: P;
  items: P['items'];
  hasMore: boolean;
  /** A list or a page is on its way; not said of what only brings the list up to date. */
  loading: boolean;
  /** Are the items still those of an earlier `load`? */
  outdated: boolean;
  /** Grows with every new list, not with its further pages. */
  version: number;
  error?: unknown;
  loadMore(): void;
  /** Asks again for what failed. */
  retry(): void;
  /** Brings the list up to date, without taking away pages that were loaded. */
  refresh(): void;
}

interface State<P extends PageOf<unknown>> {
  load?: Load<P>;
  head?: P;
  items: P['items'];
  nextCursor?: string;
  pages: number;
  version: number;
  loading?: Question;
  failed?: Question;
  error?: unknown;
}

function nothing<P extends PageOf<unknown>>(version = 0): State<P> {
  return { items: [], pages: 0, version };
}

function settle<P extends PageOf<unknown>>(
  previous: State<P>,
  load: Load<P>,
  question: Question,
  page: P,
): State<P> {
  const { head, items, pages, version } = previous;
  if (question === 'next') {
    return {
      load,
      head,
      items: [...items, ...page.items],
      nextCursor: page.nextCursor,
      pages: pages + 1,
      version,
    };
  }
  // Whoever has scrolled on keeps the place.
  const keep = question === 'refresh' && pages > 1;
  return {
    load,
    head: page,
    items: keep ? items : page.items,
    nextCursor: keep ? previous.nextCursor : page.nextCursor,
    pages: keep ? pages : 1,
    version: question === 'first' ? version + 1 : version,
  };
}

/**
 * Loads the first page when `load` is another function (wrap it in `useCallback`), and at once:
 * whoever types is answered key by key. What was shown stays until the new list is there; an answer
 * nobody waits for any more is dropped, and its request ended.
 *
 * @param first - is shown without being asked for
 */
export function usePages<P extends PageOf<unknown>>(
  load: Load<P> | undefined,
  first?: FirstPage<P>,
): Pages<P> {
  const [state, setState] = useState<State<P>>(() =>
    load && first?.page
      ? settle(nothing(), load, 'first', first.page)
      : { ...nothing<P>(), ...(load && { loading: 'first' }) },
  );
  const running = useRef<AbortController>();
  const given = useRef(first);

  const ask = useCallback(
    async (question: Question, cursor?: string, asked?: Promise<P>) => {
      if (!load) {
        return;
      }
      running.current?.abort();
      const controller = new AbortController();
      running.current = controller;
      const { signal } = controller;
      setState(previous => ({
        ...previous,
        loading: question,
        failed: undefined,
        error: undefined,
      }));
      try {
        const page = await (asked?.catch(() => load(cursor, signal)) ??
          load(cursor, signal));
        if (!signal.aborted) {
          setState(previous => settle(previous, load, question, page));
        }
      } catch (error) {
        if (!signal.aborted) {
          setState(previous => ({
            ...(question === 'first' ? nothing(previous.version) : previous),
            load,
            loading: undefined,
            failed: question,
            error,
          }));
        }
      }
    },
    [load],
  );

  useEffect(() => {
    if (!load) {
      setState(previous => nothing(previous.version));
      return undefined;
    }
    const { page, answer } = given.current ?? {};
    given.current = undefined;
    if (!page || answer) {
      ask(page ? 'refresh' : 'first', undefined, answer);
    }
    return () => running.current?.abort();
  }, [load, ask]);

  const { nextCursor, loading, failed, error } = state;
  const loadMore = useCallback(() => {
    if (
      nextCursor !== undefined &&
      error === undefined &&
      loading !== 'first' &&
      loading !== 'next'
    ) {
      ask('next', nextCursor);
    }
  }, [ask, nextCursor, loading, error]);
  const retry = useCallback(() => {
    ask(failed ?? 'first', failed === 'next' ? nextCursor : undefined);
  }, [ask, failed, nextCursor]);
  const refresh = useCallback(() => {
    if (loading === undefined) {
      ask('refresh');
    }
  }, [ask, loading]);

  return {
    head: state.head,
    items: state.items,
    hasMore: nextCursor !== undefined,
    loading: loading === 'first' || loading === 'next',
    outdated: state.load !== load,
    version: state.version,
    error,
    loadMore,
    retry,
    refresh,
  };
}
