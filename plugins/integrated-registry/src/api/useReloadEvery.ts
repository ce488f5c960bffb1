import { useEffect } from 'react';
import { Loaded } from './useLoad';

/**
 * Loads again a while after each load, and stops after one that failed.
 *
 * @param interval - in milliseconds; undefined where nothing changes by itself
 */
export function useReloadEvery(
  interval: number | undefined,
  { loading, error, reload }: Omit<Loaded<unknown>, 'value'>,
): void {
  useEffect(() => {
    if (interval === undefined || loading || error) {
      return undefined;
    }
    const timer = setTimeout(reload, interval);
    return () => clearTimeout(timer);
  }, [interval, loading, error, reload]);
}
