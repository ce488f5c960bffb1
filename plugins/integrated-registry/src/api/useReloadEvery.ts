import { useEffect } from 'react';
import { Loaded } from './useLoad';

/**
 * Loads again a while after each load, and stops after one that failed.
 *
 * @param interval - in milliseconds; undefined where nothing changes by itself
 */
export function useReloadEvery(
  interval: number | undefined,
  { value, loading, error, reload }: Loaded<unknown>,
): void {
  useEffect(() => {
    if (interval === undefined || loading || error) {
      return undefined;
    }
    const timer = setTimeout(reload, interval);
    return () => clearTimeout(timer);
    // An answer that comes at once is never seen loading: what it brings is new, though.
  }, [interval, value, loading, error, reload]);
}
