import { join } from 'node:path';
import { buildImage, RegistrySimulator } from 'registry-simulator';
import { Claim } from '../Claim';
import { profile } from '../measure/profile';
import {
  median,
  percentile,
  spread,
  timed,
  times,
} from '../measure/statistics';
import { manyTags, startSeededRegistry } from '../registries/seedRegistry';
import { startBackend } from './scene';

export const tags: Claim = {
  title: 'Tags',
  programs: ['docker-registry'],
  whenMissed: `The registry reads 10,000 names from the machine’s file cache, so that 1.2 times leaves 3 to 4 ms, and the portal’s own part of any
    request takes about as long, as the warm figure shows. The rest is in the profile: reading 170 KB of JSON takes 6 ms where it is 1 ms in a loop (memory that is new
    to the process), sorting by version 4 ms (12 before). The answer is packed for the cache only after it was sent. Gathering a single page into a
    list anew (5 ms) and reading the integration twice are spared.`,
  async measure(bench) {
    const { tags: count, rounds } = bench.sizes;
    const measured = 4 * rounds;
    const aliases = 6 * rounds;
    bench.say(`docker-registry with ${count} tags in one repository`);
    const registry = await startSeededRegistry({
      directory: join(bench.cacheDirectory, `tags-${count}-${aliases}`),
      tags: { count, aliases },
    });
    bench.onEnd(() => registry.stop());
    const backend = await startBackend(bench);
    const id = await backend.api.integrate(
      'Registry',
      'payments',
      registry.url,
    );
    const list = (at: number, query: string) =>
      backend.api.call(
        `GET /integrations/${id}/tags?repository=${manyTags(at)}${query}`,
      );
    const ask = async (at: number) =>
      (await fetch(`${registry.url}/v2/${manyTags(at)}/tags/list`)).json();
    // Both ways are open, and nobody pays for the first request of a process.
    await ask(0);
    await list(0, '');
    const cold: number[] = [];
    const asked: number[] = [];
    for (let at = 1; at < measured; at++) {
      asked.push(await timed(() => ask(at)));
      cold.push(await timed(() => list(at, '')));
    }
    const warm: number[] = [];
    for (let at = 0; at < 200; at++) {
      const query = at % 2 ? '' : `&q=${at}`;
      warm.push(await timed(() => list(measured - 1, query)));
    }
    bench.keepProfile(
      await profile(backend, 'While cold lists are asked for', async () => {
        for (let at = measured; at < aliases; at++) {
          await list(at, '');
        }
      }),
    );
    const ratio = median(cold) / median(asked);
    return [
      {
        what: `first page of tags, repository of ${count.toLocaleString(
          'en-US',
        )} tags, cold, against the registry’s own answer`,
        mustReach: '≤ 1.2 ×',
        measured: `portal ${spread(cold)}; registry ${spread(asked)}`,
        ratio: times(ratio),
        reached: ratio <= 1.2,
      },
      {
        what: 'the same, warm, with and without a search',
        mustReach: 'p95 ≤ 10 ms',
        measured: spread(warm),
        reached: percentile(warm, 95) <= 10,
      },
    ];
  },
};

export const callers: Claim = {
  title: '50 callers',
  programs: [],
  async measure(bench) {
    const registry = await RegistrySimulator.start();
    bench.onEnd(() => registry.stop());
    for (const name of ['team/app', 'team/other']) {
      registry.store.addImage(name, buildImage(), '1.0.0');
    }
    const backend = await startBackend(bench);
    const id = await backend.api.integrate(
      'Registry',
      'payments',
      registry.url,
    );
    await backend.api.crawled(id, 2);
    // How the registry wants its login is known from here on.
    await backend.api.call(
      `GET /integrations/${id}/tags?repository=team/other`,
    );
    registry.setFaults({ latencyMs: 200 });
    registry.takeRequests();
    await Promise.all(
      Array.from({ length: 50 }, () =>
        backend.api.call(`GET /integrations/${id}/tags?repository=team/app`),
      ),
    );
    const requests = registry.takeRequests();
    const asked = requests.length;
    return [
      {
        what: '50 callers asking for the same uncached tag list',
        mustReach: '1 upstream request',
        measured: `${asked}: ${requests.slice(0, 5).join(', ')}`,
        reached: asked === 1,
      },
    ];
  },
};
