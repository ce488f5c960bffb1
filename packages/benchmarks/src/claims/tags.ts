import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildImage, RegistrySimulator } from 'registry-simulator';
import { BenchBackend } from '../backend/BenchBackend';
import { Bench, Claim, Row } from '../Claim';
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

/** Lists that are asked for before it is measured. */
const WARM_UP = 20;
/** A backend whose thread is never busy for longer has started. */
const QUIET_MS = 25;
const MAX_SETTLE_SECONDS = 60;
/** So many times more tags has the larger of two repositories. */
const LARGER = 10;
/** Of the limit of what a process remembers, as bytes, and of what is needed to read one list. */
const MEBIBYTE = 2 ** 20;
const MAX_GROWTH = 96 * MEBIBYTE;

export const tags: Claim = {
  title: 'Tags',
  programs: ['docker-registry'],
  whenMissed: `The registry reads its names from the machine’s file cache. What the portal adds is its own part of any request, as the warm figure
    shows, and what is in the profile.`,
  async measure(bench) {
    const { tags: count, rounds } = bench.sizes;
    const backend = await startBackend(bench);
    return [
      ...(await measureTags(bench, backend, { count, lists: 6 * rounds })),
      ...(await measureTags(bench, backend, {
        count: LARGER * count,
        lists: 5 * rounds,
      })),
    ];
  },
};

/** Waits until the backend has nothing to do by itself. */
async function settle(backend: BenchBackend): Promise<void> {
  for (let seconds = 0; seconds < MAX_SETTLE_SECONDS; seconds++) {
    await backend.resetVitals();
    await sleep(1_000);
    if ((await backend.readVitals()).heldMax < QUIET_MS) {
      return;
    }
  }
}

/** @param lists - so many are asked for cold; as many again, and while memory is measured */
async function measureTags(
  bench: Bench,
  backend: BenchBackend,
  { count, lists }: { count: number; lists: number },
): Promise<Row[]> {
  const isLarger = count > bench.sizes.tags;
  const counted = count.toLocaleString('en-US');
  const aliases = 3 * lists;
  bench.say(`docker-registry with ${counted} tags in one repository`);
  const registry = await startSeededRegistry({
    directory: join(bench.directory, `tags-${count}`),
    tags: { count, aliases },
  });
  bench.onEnd(() => registry.stop());
  const id = await backend.api.integrate(
    `Registry of ${counted}`,
    'payments',
    registry.url,
  );
  const list = (at: number, query = '') =>
    backend.api.call(
      `GET /integrations/${id}/tags?repository=${manyTags(at)}${query}`,
    );
  const ask = async (at: number) =>
    (await fetch(`${registry.url}/v2/${manyTags(at)}/tags/list`)).json();
  // Both ways are open, and nobody pays for the first requests of a process, its start or a crawl.
  await backend.api.crawled(id, aliases);
  await settle(backend);
  for (let at = 0; at < WARM_UP; at++) {
    await ask(at);
    await list(at);
  }
  const cold: number[] = [];
  const asked: number[] = [];
  for (let at = WARM_UP; at < lists; at++) {
    asked.push(await timed(() => ask(at)));
    cold.push(await timed(() => list(at)));
  }
  const warm: number[] = [];
  for (let at = 0; at < 200; at++) {
    const query = at % 2 ? '' : `&q=${at}`;
    warm.push(await timed(() => list(lists - 1, query)));
  }
  bench.keepProfile(
    await profile(
      backend,
      `While cold lists of ${counted} tags are asked for`,
      async () => {
        for (let at = lists; at < 2 * lists; at++) {
          await list(at);
        }
      },
    ),
  );
  const before = await backend.readVitals();
  let most = before.rssBytes;
  for (let at = 2 * lists; at < aliases; at++) {
    await list(at);
    most = Math.max(most, (await backend.readVitals()).rssBytes);
  }
  const growth = most - before.rssBytes;
  const ratio = median(cold) / median(asked);
  const what = `repository of ${counted} tags`;
  return [
    {
      what: `first page of tags, ${what}, cold, against the registry’s own answer`,
      mustReach: '≤ 1.5 ×',
      measured: `portal ${spread(cold)}; registry ${spread(asked)}`,
      ratio: times(ratio),
      reached: ratio <= 1.5,
    },
    {
      what: `the same, warm, with and without a search, ${what}`,
      ...(isLarger
        ? { mustReach: 'reported' }
        : {
            mustReach: 'p95 ≤ 10 ms',
            reached: percentile(warm, 95) <= 10,
          }),
      measured: spread(warm),
    },
    {
      what: `resident memory while ${lists} such lists are read, after ${
        2 * lists
      }, ${what}`,
      mustReach: `grows ≤ ${MAX_GROWTH / MEBIBYTE} MiB`,
      measured: `${Math.round(growth / MEBIBYTE)} MiB more than ${Math.round(
        before.rssBytes / MEBIBYTE,
      )} MiB`,
      reached: growth <= MAX_GROWTH,
    },
  ];
}

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
