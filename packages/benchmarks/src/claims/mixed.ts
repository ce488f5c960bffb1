import { Claim } from '../Claim';
import { runLoad } from '../load/Load';
import { ms, percentile, spread } from '../measure/statistics';
import { repositoryName } from '../registries/names';
import { startFullPortal } from './scene';

const PAUSE_MS = 1_000;
const IMAGES = 500;

export const mixed: Claim = {
  title: 'Many users',
  programs: [],
  async measure(bench) {
    const { repositories, integrations, seconds, users } = bench.sizes;
    const { backend, ids } = await startFullPortal(bench);
    const images = Array.from({ length: IMAGES }, (_, at) => {
      const registry = at % integrations;
      const first = Math.floor((registry * repositories) / integrations);
      return {
        id: ids[registry],
        repository: repositoryName(first + Math.floor(at / integrations)),
        tag: `1.${at % 20}.0`,
      };
    });
    const run = (lasting: number) =>
      runLoad(backend, {
        concurrency: users,
        seconds: lasting,
        pauseMs: PAUSE_MS,
        images,
      });
    bench.say(`${users} users`);
    await run(Math.min(10, seconds));
    await backend.resetVitals();
    const report = await run(seconds);
    const vitals = await backend.readVitals();
    const all = Object.values(report.latencies).flat();
    const failed = Object.entries(report.errors).map(
      ([what, count]) => `${what}: ${count}`,
    );
    const parts = Object.entries(report.latencies).map(
      ([kind, latencies]) => `${kind} ${spread(latencies)}`,
    );
    return [
      {
        what: `${users} users at once for ${seconds} s, a request each second or so: search, tags, artifact, resolve`,
        mustReach: 'no errors',
        measured: failed.join(', ') || `none in ${all.length} requests`,
        reached: failed.length === 0,
      },
      {
        what: 'throughput and latency of it',
        mustReach: 'reported',
        measured: `${Math.round(
          all.length / report.seconds,
        )} per second, p99 ${ms(percentile(all, 99))}; ${parts.join('; ')}`,
      },
      {
        what: 'delay of the event loop during it',
        mustReach: 'p99 ≤ 50 ms',
        measured: `median ${ms(vitals.loopDelayP50)}, p99 ${ms(
          vitals.loopDelayP99,
        )}, longest ${ms(vitals.loopDelayMax)}`,
        reached: vitals.loopDelayP99 <= 50,
      },
    ];
  },
};
