/** @param percent - 50 for the median */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = Math.ceil((percent / 100) * sorted.length) - 1;
  return sorted[Math.max(0, at)] ?? NaN;
}

export const median = (values: readonly number[]) => percentile(values, 50);

/** `3.2 ms`, `14.2 s`; `never` for what was not answered */
export function ms(value: number): string {
  if (value === Infinity) {
    return 'never';
  }
  return value >= 10_000
    ? `${(value / 1_000).toFixed(1)} s`
    : `${value.toFixed(value < 100 ? 1 : 0)} ms`;
}

export function times(value: number): string {
  return `${value >= 100 ? Math.round(value) : value.toFixed(2)} ×`;
}

/** Median and p95 of milliseconds. */
export function spread(values: readonly number[]): string {
  return `median ${ms(median(values))}, p95 ${ms(percentile(values, 95))} (${
    values.length
  } measured)`;
}

/** How long something took, in milliseconds. */
export async function timed(task: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await task();
  return performance.now() - from;
}
