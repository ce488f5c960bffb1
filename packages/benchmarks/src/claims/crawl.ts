import { BenchBackend } from '../backend/BenchBackend';
import { Bench, Claim, Database, Row } from '../Claim';
import { latenciesOf } from '../load/latenciesOf';
import { runLoad } from '../load/Load';
import { duringTask, mostMemory } from '../measure/during';
import { ms, percentile, spread, times } from '../measure/statistics';
import { typedPhrases } from '../registries/names';
import { startSimulators } from '../registries/startSimulators';
import { startBackend } from './scene';

const MEBIBYTE = 1024 * 1024;
const TYPISTS = { concurrency: 4, pauseMs: 150 };

/** Everybody who types has typed for a while before it counts, on an idle portal and while it crawls. */
const WARM_UP_SECONDS = 2;

async function type(
  backend: BenchBackend,
  seconds: number,
): Promise<readonly number[]> {
  return latenciesOf(
    await runLoad(backend, {
      ...TYPISTS,
      queries: typedPhrases(1_000),
      seconds,
      warmUpSeconds: WARM_UP_SECONDS,
    }),
    'search',
  );
}

async function measureCrawl(
  bench: Bench,
  database: Database,
  [first, second]: string[],
): Promise<Row[]> {
  const { repositories, seconds } = bench.sizes;
  bench.say(`crawls with ${database}`);
  const backend = await startBackend(bench, { database });
  // What a process takes once for its first requests is not the crawl's.
  await type(backend, 3);
  const { rssBytes: before } = await backend.readVitals();
  const from = performance.now();
  const most = await mostMemory(backend, async () => {
    const id = await backend.api.integrate('First', 'payments', first);
    await backend.api.crawled(id, repositories);
  });
  const took = performance.now() - from;

  const idle = await type(backend, Math.max(5, seconds / 4));
  const other = await backend.api.integrate('Second', 'storefront', second);
  const busy = await duringTask(backend.api.crawled(other, repositories), () =>
    type(backend, 4),
  );
  await backend.stop();

  const growth = (most - before) / MEBIBYTE;
  const ratio = percentile(busy, 95) / percentile(idle, 95);
  const count = repositories.toLocaleString('en-US');
  return [
    {
      what: `resident memory during the crawl of ${count} simulated repositories, ${database}`,
      mustReach: 'grows ≤ 64 MiB',
      measured: `${growth.toFixed(0)} MiB more than ${(
        before / MEBIBYTE
      ).toFixed(0)} MiB`,
      reached: growth <= 64,
    },
    {
      what: `the same crawl, ${database}`,
      mustReach: 'reported',
      measured: `${ms(took)}, ${Math.round(
        repositories / (took / 1_000),
      ).toLocaleString('en-US')} rows per second`,
    },
    {
      what: `search of 4 typists during another such crawl, against idle, ${database}`,
      mustReach: 'p95 ≤ 2 ×',
      measured: `idle ${spread(idle)}; crawling ${spread(busy)}`,
      ratio: times(ratio),
      reached: ratio <= 2,
    },
  ];
}

export const crawl: Claim = {
  title: 'Crawl of many repositories',
  programs: ['postgres'],
  whenMissed: `While people search, a crawl writes some rows and then nothing, for three times as long with PostgreSQL, and until the process has been
    idle for four times as long with SQLite; several crawls do so one after the other. When each of three gave way by itself, p95 was 2.8 (PostgreSQL) and 7.7 (SQLite) times idle.

Memory is mostly garbage that V8 collects late: in a crawl of 27 registries the heap in use grew from 236 to 423 MiB, and was 208 MiB after
    the next full collection. The names that search holds are not part of the heap: 120 bytes for each repository.`,
  async measure(bench) {
    const simulators = await startSimulators({
      registries: 2,
      repositories: 2 * bench.sizes.repositories,
      tags: 1,
    });
    bench.onEnd(() => simulators.stop());
    const rows: Row[] = [];
    for (const database of ['SQLite', 'PostgreSQL'] as const) {
      rows.push(...(await measureCrawl(bench, database, simulators.urls)));
    }
    return rows;
  },
};
