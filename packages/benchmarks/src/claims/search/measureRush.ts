import { Bench, Row } from '../../Claim';
import { Load } from '../../load/Load';
import { busySeconds } from '../../measure/machine';
import { profile } from '../../measure/profile';
import { spread } from '../../measure/statistics';
import { Query } from '../../queries/Query';
import { FilledPortal, people } from './fillPortal';
import { mixedQueries, TYPISTS } from './mixed';
import { describePortal } from './rows';

const MIN_RATE = 1_000;
/** Of each kind: more than can be answered before the first is asked for again. */
const QUERIES = 600;
const WARM_UP = 1_000;

/** Sixteen who do not pause, as many as it can answer, and what the processors do meanwhile. */
export async function measureRush(
  bench: Bench,
  load: Load,
  portal: FilledPortal,
  seed: number,
): Promise<Row> {
  const { backend, repositories } = portal;
  const seconds = Math.max(2, bench.sizes.seconds / 6);
  // Looking at what is found is the load's own work.
  const queries = mixedQueries(bench, repositories, seed, QUERIES).map(
    ({ wanted, ...query }): Query => query,
  );
  const rush = (some: readonly Query[]) =>
    load.run(backend, {
      concurrency: TYPISTS.concurrency,
      people: people(portal),
      queries: some,
      warmUpSeconds: 0,
      seconds,
    });
  await backend.startAgain({});
  // What a process takes once for its first requests is not counted.
  await rush(queries.slice(-WARM_UP));
  const half = Math.floor(queries.length / 2);
  const machine = busySeconds();
  const before = (await backend.readVitals()).processorSeconds;
  const report = await rush(queries.slice(0, half));
  const own = (await backend.readVitals()).processorSeconds - before;
  const all = busySeconds() - machine;
  bench.keepProfile(
    await profile(backend, `16 at once: ${describePortal(portal)}`, () =>
      rush(queries.slice(half)),
    ),
  );
  const answered = Object.values(report.latencies).flat();
  const rate = answered.length / report.seconds;
  const percent = (busy: number) =>
    `${Math.round((100 * busy) / report.seconds)} %`;
  return {
    what: `${describePortal(portal)}: 16 at once without a pause, all kinds`,
    mustReach: `≥ ${MIN_RATE.toLocaleString('en-US')} per second`,
    measured: `${Math.round(rate)} per second, ${spread(
      answered,
    )}; of a processor, the backend takes ${percent(own)}, the load ${percent(
      report.processorSeconds,
    )}, all else ${percent(Math.max(0, all - own - report.processorSeconds))}`,
    reached: rate >= MIN_RATE,
  };
}
