import { useCallback, useState } from 'react';

/** How far Page Up and Page Down go. */
const PAGE_ROWS = 10;

/** The option the keyboard is at; it stays the same one when others come in before it. */
export function useActiveOption<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
) {
  const [active, setActive] = useState<{ key: string; at: number }>();
  const at = find(items, keyOf, active);
  const reset = useCallback(() => setActive(undefined), []);

  /** Goes where a key leads. Returns whether the key leads anywhere. */
  function move(key: string): boolean {
    const last = items.length - 1;
    const goals: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + PAGE_ROWS,
      PageUp: at - PAGE_ROWS,
      // In the text, until somebody has gone down into the list.
      ...(at >= 0 && { Home: 0, End: last }),
    };
    if (!(key in goals) || last < 0) {
      return false;
    }
    const next = Math.max(0, Math.min(last, goals[key]));
    setActive({ key: keyOf(items[next]), at: next });
    return true;
  }

  return { active: at, move, reset };
}

function find<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  active: { key: string; at: number } | undefined,
): number {
  if (!active) {
    return -1;
  }
  const item = items[active.at];
  return item !== undefined && keyOf(item) === active.key
    ? active.at
    : items.findIndex(candidate => keyOf(candidate) === active.key);
}
