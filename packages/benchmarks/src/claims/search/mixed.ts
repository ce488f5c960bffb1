import { BenchBackend } from '../../backend/BenchBackend';
import { Bench } from '../../Claim';
import { Load } from '../../load/Load';
import { LoadRequest } from '../../load/messages';
import { mix, shuffle } from '../../names/Names';
import { kinds, makeQueries } from '../../queries/kinds';
import { Query } from '../../queries/Query';
import { Repositories } from '../../queries/Repositories';
import { Random } from 'registry-simulator';

/** People who type fast. */
export const TYPISTS = { concurrency: 16, pauseMs: 150 };

/** The kinds that are measured. @throws where a part of a name that was asked for is in none */
export function measuredKinds({ only }: Bench): string[] {
  const all = Object.keys(kinds);
  const found = all.filter(kind => kind.includes(only.kind ?? ''));
  if (found.length === 0) {
    throw new Error(
      `there is no kind ${only.kind}; there are ${all.join('; ')}`,
    );
  }
  return found;
}

/** So many queries of each kind, one after the other by chance. */
export function mixedQueries(
  bench: Bench,
  repositories: Repositories,
  seed: number,
  each: number,
): Query[] {
  const own = mix(seed, 'mixed');
  return shuffle(
    measuredKinds(bench).flatMap(kind =>
      makeQueries(kind, each, repositories, own),
    ),
    new Random(own),
  );
}

/** The latencies of queries of any kind, in milliseconds. */
export async function answers(
  load: Load,
  backend: BenchBackend,
  order: Pick<LoadRequest, 'concurrency' | 'seconds' | 'queries'> &
    Partial<LoadRequest>,
): Promise<number[]> {
  const report = await load.run(backend, { warmUpSeconds: 0, ...order });
  return Object.values(report.latencies).flat();
}
