import { BenchBackend, sleep } from '../backend/BenchBackend';
import { Claim } from '../Claim';
import { latenciesOf, runLoad } from '../load/runLoad';
import { ms, percentile, spread, times } from '../measure/statistics';
import { startSimulators } from '../registries/startSimulators';
import { startBackend } from './scene';

const MEBIBYTE = 1024 * 1024;
const TYPISTS = { concurrency: 4, pauseMs: 150 };

/** The most resident memory while something is done, in bytes. */
async function mostMemory(
  backend: BenchBackend,
  task: () => Promise<unknown>,
): Promise<number> {
  let most = 0;
  let over = false;
  const watch = (async () => {
    while (!over) {
      most = Math.max(most, (await backend.readVitals()).rssBytes);
      await sleep(200);
    }
  })();
  await task().finally(() => {
    over = true;
  });
  await watch;
  return most;
}

export const crawl: Claim = {
  title: 'Crawl of many repositories',
  programs: [],
  whenMissed: `SQLite runs in the backend’s process, where nothing else happens while it writes. Transactions of at most 10 ms with a pause as long
    gave 4.1 times, 5 ms with a pause of twice that 3 times at half the rows per second; now it is 5 ms with a pause as long. PostgreSQL
    writes elsewhere; it is not measured here. Where the memory goes has not been found out: providers hold a page at a time, which a
    test holds them to, and no profile of the heap has been taken yet.`,
  async measure(bench) {
    const { repositories, seconds } = bench.sizes;
    const simulators = await startSimulators({
      registries: 2,
      repositories: 2 * repositories,
      tags: 1,
    });
    bench.onEnd(() => simulators.stop());
    const backend = await startBackend(bench);
    const [first, second] = simulators.urls;
    const type = async (lasting: number, warmUpSeconds: number) =>
      latenciesOf(
        await runLoad(backend, {
          ...TYPISTS,
          seconds: lasting,
          warmUpSeconds,
        }),
        'search',
      );

    // What a process takes once for its first requests is not the crawl's.
    await type(5, 0);
    const { rssBytes: before } = await backend.readVitals();
    const from = performance.now();
    const most = await mostMemory(backend, async () => {
      const id = await backend.integrate('First', 'payments', first);
      await backend.crawled(id, repositories);
    });
    const took = performance.now() - from;

    const idle = await type(Math.max(5, seconds / 4), 2);
    const other = await backend.integrate('Second', 'storefront', second);
    let crawling = true;
    const end = backend.crawled(other, repositories).finally(() => {
      crawling = false;
    });
    const busy: number[] = [];
    while (crawling) {
      busy.push(...(await type(2, 0)));
    }
    await end;

    const growth = (most - before) / MEBIBYTE;
    const ratio = percentile(busy, 95) / percentile(idle, 95);
    const count = repositories.toLocaleString('en-US');
    return [
      {
        what: `resident memory during the crawl of ${count} simulated repositories`,
        mustReach: 'grows ≤ 64 MiB',
        measured: `${growth.toFixed(0)} MiB more than ${(
          before / MEBIBYTE
        ).toFixed(0)} MiB`,
        reached: growth <= 64,
      },
      {
        what: 'the same crawl, SQLite',
        mustReach: 'reported',
        measured: `${ms(took)}, ${Math.round(
          repositories / (took / 1_000),
        ).toLocaleString('en-US')} rows per second`,
      },
      {
        what: 'search of 4 typists during another such crawl, against idle',
        mustReach: 'p95 ≤ 2 ×',
        measured: `idle ${spread(idle)}; crawling ${spread(busy)}`,
        ratio: times(ratio),
        reached: ratio <= 2,
      },
    ];
  },
};
