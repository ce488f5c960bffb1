import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BenchBackend } from '../backend/BenchBackend';
import { Bench, Claim, Row } from '../Claim';
import { median, spread, timed, times } from '../measure/statistics';
import { phraseFor, seededRandom } from '../registries/names';
import { startSeededRegistry } from '../registries/seedRegistry';
import { walkCatalogue } from '../registries/walkCatalogue';
import { startBackend } from './scene';

/** As the portal asks for. */
const PAGE_SIZE = 1_000;
const WARM_UP = 300;

async function startScene(bench: Bench) {
  const repositories = bench.sizes.registryRepositories;
  bench.say(`docker-registry with ${repositories} repositories`);
  const registry = await startSeededRegistry({
    directory: join(bench.cacheDirectory, `repositories-${repositories}`),
    repositories,
  });
  bench.onEnd(() => registry.stop());
  const backend = await startBackend(bench);
  const id = await backend.api.integrate('Registry', 'payments', registry.url);
  await backend.api.crawled(id, repositories);
  return { repositories, registry, backend, id };
}

export const live: Claim = {
  title: 'Search against asking the registry',
  programs: ['docker-registry'],
  whenMissed: `Most of what a search takes over HTTP is for the caller’s signature, HTTP and Express, whatever is searched. The registry has its
    2,000 names in the machine’s file cache, and gives them in two requests where it is asked for large pages: 200 times faster than that
    would be less than a millisecond. In the pages it gives by itself, which is what a client sees that follows its links, the figure is about reached.`,
  async measure(bench) {
    const { repositories, registry, backend } = await startScene(bench);
    const random = seededRandom(1);
    const search = async (text: string) => {
      const q = encodeURIComponent(text);
      await backend.api.call(
        `GET /repositories?workspace=group:default/payments&q=${q}`,
      );
    };
    const ask = async (text: string, pageSize?: number) =>
      (await walkCatalogue(registry.url, pageSize)).filter(name =>
        name.includes(text),
      );
    // A portal is not asked for the first time.
    for (let at = 0; at < WARM_UP; at++) {
      await search(phraseFor(random).slice(0, 1 + (at % 6)));
    }
    const found: number[] = [];
    const asked: number[] = [];
    const askedLargely: number[] = [];
    for (let round = 0; round < bench.sizes.rounds; round++) {
      const text = phraseFor(random).slice(0, 6);
      asked.push(await timed(() => ask(text)));
      askedLargely.push(await timed(() => ask(text, PAGE_SIZE)));
      for (let typed = 1; typed <= text.length; typed++) {
        found.push(await timed(() => search(text.slice(0, typed))));
      }
    }
    const compare = (what: string, walks: readonly number[]): Row => {
      const ratio = median(walks) / median(found);
      return {
        what: `search against walking the catalogue of a real registry with ${repositories} repositories, ${what}`,
        mustReach: '≥ 200 × faster',
        measured: `search ${spread(found)}; registry ${spread(walks)}`,
        ratio: times(ratio),
        reached: ratio >= 200,
      };
    };
    return [
      compare('in the pages it gives by itself', asked),
      compare(`asked for pages of ${PAGE_SIZE}`, askedLargely),
    ];
  },
};

/** How long a crawl takes, as its own state tells, in milliseconds. */
async function crawl(backend: BenchBackend, id: string): Promise<number> {
  const look = async () =>
    (await backend.api.call(`GET /integrations/${id}`)).body.repositoryIndex;
  const before = await look();
  await backend.api.call(`POST /integrations/${id}/refresh`);
  for (;;) {
    const { startedAt, finishedAt } = await look();
    if (finishedAt !== before.finishedAt) {
      return Date.parse(finishedAt) - Date.parse(startedAt);
    }
    // Looking costs the backend time, too.
    await sleep(200);
  }
}

export const crawlRegistry: Claim = {
  title: 'Crawl of a real registry',
  programs: ['docker-registry'],
  async measure(bench) {
    const { repositories, registry, backend, id } = await startScene(bench);
    const crawls: number[] = [];
    const walks: number[] = [];
    for (let round = 0; round < bench.sizes.rounds; round++) {
      walks.push(await timed(() => walkCatalogue(registry.url, PAGE_SIZE)));
      crawls.push(await crawl(backend, id));
    }
    const ratio = median(crawls) / median(walks);
    return [
      {
        what: `crawl of ${repositories} repositories of a real registry, against a bare walk of the same pages`,
        mustReach: '≤ 1.3 ×',
        measured: `crawl ${spread(crawls)}; walk ${spread(walks)}`,
        ratio: times(ratio),
        reached: ratio <= 1.3,
      },
    ];
  },
};
