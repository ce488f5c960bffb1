/**
 * Which repositories a registry has reported as changed, by webhooks. Reports are counted, so that what
 * was read before one of them is told from what was read after it, whatever the clocks of replicas say.
 */
export interface ReportedChanges {
  /** The number of the last report. */
  last: number;
  /** Up to this report any repository may have changed. */
  floor: number;
  /** Each name once, with its last report and its time in milliseconds since the epoch; the latest last. */
  named: readonly (readonly [name: string, report: number, at: number])[];
}

/** Names that are kept; where more change at once, all repositories count as changed. */
const MAX_NAMED = 64;
/** What was read longer ago than this is read anew at any rate: see `tags` in `remembered`. */
const KEPT_MS = 15 * 60_000;

const NONE: ReportedChanges = { last: 0, floor: 0, named: [] };

/** The last report that may have changed the repository; 0 where none has. */
export function reportOf(
  { floor, named }: ReportedChanges = NONE,
  repository: string,
): number {
  const found = named.find(([name]) => name === repository);
  return Math.max(floor, found?.[1] ?? 0);
}

/** The names of what has changed after a report. */
export function changedSince(
  { named }: ReportedChanges = NONE,
  report: number,
): string[] {
  return named.flatMap(([name, its]) => (its > report ? [name] : []));
}

/** The changes with one more report. */
export function withReport(
  { last, floor, named }: ReportedChanges = NONE,
  names: Iterable<string>,
  now: number,
): ReportedChanges {
  const report = last + 1;
  const reported = new Set(names);
  const all = [
    ...named.filter(
      ([name, , at]) => !reported.has(name) && now - at < KEPT_MS,
    ),
    ...[...reported].map(name => [name, report, now] as const),
  ];
  return all.length > MAX_NAMED
    ? { last: report, floor: report, named: [] }
    : { last: report, floor, named: all };
}
