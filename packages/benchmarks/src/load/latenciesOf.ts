import { LoadReport } from './messages';

/** @throws where a request failed: figures of failures are no figures */
export function latenciesOf(report: LoadReport, kind: string): number[] {
  const errors = Object.entries(report.errors);
  if (errors.length > 0) {
    throw new Error(
      `requests failed: ${errors
        .map(([what, count]) => `${what} (${count} times)`)
        .join(', ')}`,
    );
  }
  return report.latencies[kind] ?? [];
}
