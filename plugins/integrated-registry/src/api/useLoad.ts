import { isError } from '@backstage/errors';
import { useCallback, useEffect, useState } from 'react';

/** What was loaded, or why it could not be. */
export interface Loaded<T> {
  /** Stays while it is loaded again. */
  value?: T;
  error?: Error;
  loading: boolean;
  reload(): void;
}

interface State<T> {
  load: (signal: AbortSignal) => Promise<T>;
  value?: T;
  error?: Error;
  loading: boolean;
}

/**
 * Loads on mount, whenever `load` is another function (wrap it in `useCallback`), and on
 * `reload()`. A load that is no longer wanted is aborted and its outcome ignored.
 */
export function useLoad<T>(
  load: (signal: AbortSignal) => Promise<T>,
): Loaded<T> {
  const [state, setState] = useState<State<T>>({ load, loading: true });
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    const controller = new AbortController();
    const settle = (outcome: { value?: T; error?: Error }) => {
      if (!controller.signal.aborted) {
        setState(previous => ({
          load,
          value: outcome.error ? previous.value : outcome.value,
          error: outcome.error,
          loading: false,
        }));
      }
    };
    setState(previous => ({
      load,
      value: previous.load === load ? previous.value : undefined,
      error:
        previous.load === load && previous.value ? previous.error : undefined,
      loading: true,
    }));
    load(controller.signal).then(
      value => settle({ value }),
      error =>
        settle({
          error: isError(error) ? error : new Error(String(error)),
        }),
    );
    return () => controller.abort();
  }, [load, attempt]);

  const reload = useCallback(() => setAttempt(count => count + 1), []);
  // Until the effect has run, the state still belongs to what was loaded before.
  return state.load === load
    ? { value: state.value, error: state.error, loading: state.loading, reload }
    : { loading: true, reload };
}
