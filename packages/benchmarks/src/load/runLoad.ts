import { forkTypeScript, nextAnswer } from 'e2e';
import { BenchBackend } from '../backend/BenchBackend';
import { LoadReport, LoadRequest } from './messages';

/** People who use the portal, each with a token of their own. */
export async function runLoad(
  backend: BenchBackend,
  options: Pick<LoadRequest, 'concurrency' | 'seconds'> & Partial<LoadRequest>,
): Promise<LoadReport> {
  const child = forkTypeScript(require.resolve('./loadProcess.ts'));
  const report = nextAnswer<LoadReport>(child);
  const order: LoadRequest = {
    url: backend.url,
    warmUpSeconds: 2,
    pauseMs: 0,
    images: [],
    people: Array.from({ length: options.concurrency }, (_, at) =>
      backend.person(at),
    ),
    ...options,
  };
  child.send(order);
  return report;
}

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
