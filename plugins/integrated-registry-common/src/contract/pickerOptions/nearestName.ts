/** How many letters may differ, are too many, or are missing in a name that was mistyped. */
const MAX_DIFFERENCE = 3;

/** The name that was most likely meant by a mistyped one; nothing where none is near. */
export function nearestName(
  typed: string,
  names: readonly string[],
): string | undefined {
  if (typed.length > 100) {
    return undefined;
  }
  const near = names
    .map(name => ({
      name,
      difference: differenceOf(typed.toLowerCase(), name.toLowerCase()),
    }))
    .sort((a, b) => a.difference - b.difference)[0];
  return near && near.difference <= Math.min(MAX_DIFFERENCE, typed.length / 2)
    ? near.name
    : undefined;
}

/** The edit distance of Levenshtein. */
function differenceOf(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(
        row[j] + 1,
        next[j - 1] + 1,
        row[j - 1] + Number(a[i - 1] !== b[j - 1]),
      );
    }
    row = next;
  }
  return row[b.length];
}
