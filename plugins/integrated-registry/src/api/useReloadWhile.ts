import { useEffect } from 'react';
import { Loaded } from './useLoad';

/** In milliseconds. */
const INTERVALS = {
  /** It is looked whether something that was begun has ended. */
  changing: 3_000,
  /** The same for what is away or refused: the portal tries again by itself. */
  recovering: 15_000,
};

/** Whether something that was loaded changes by itself, and how soon. */
export type Pace = keyof typeof INTERVALS;

/** Of several things the soonest; undefined where none changes by itself. */
export function soonest<T>(
  items: readonly T[],
  paceOf: (item: T) => Pace | undefined,
): Pace | undefined {
  const paces = new Set(items.map(paceOf));
  return (['changing', 'recovering'] as const).find(pace => paces.has(pace));
}

/**
 * Loads again a while after each load, and stops after one that failed.
 *
 * @param pace - undefined where nothing changes by itself
 */
export function useReloadWhile(
  pace: Pace | undefined,
  { value, loading, error, reload }: Loaded<unknown>,
): void {
  useEffect(() => {
    if (pace === undefined || loading || error) {
      return undefined;
    }
    const timer = setTimeout(reload, INTERVALS[pace]);
    return () => clearTimeout(timer);
    // An answer that comes at once is never seen loading: what it brings is new, though.
  }, [pace, value, loading, error, reload]);
}
