/** An object with these fields of another, and no others. */
export function pickFields<T extends object, K extends keyof T>(
  from: T,
  names: readonly K[],
): Pick<T, K> {
  return Object.fromEntries(
    names
      .map(name => [name, from[name]] as const)
      .filter(([, value]) => value !== undefined),
  ) as Pick<T, K>;
}
