import { Random } from 'registry-simulator';
import { BackendOptions } from '../../backend/BackendOptions';
import { BenchBackend } from '../../backend/BenchBackend';
import { WORKSPACES } from '../../backend/people';
import { Bench, Database, Scale } from '../../Claim';
import { Load } from '../../load/Load';
import { duringTask, mostMemory } from '../../measure/during';
import { timed } from '../../measure/statistics';
import { Names, shuffle } from '../../names/Names';
import { Repositories } from '../../queries/Repositories';
import {
  HARBOR_LOGIN,
  isHarbor,
  shareOf,
} from '../../registries/SimulatorsRequest';
import { startSimulators } from '../../registries/startSimulators';
import { openDatabase, startOn } from '../scene';
import { answers, mixedQueries, TYPISTS } from './mixed';

/** Queries are made of repositories of so many registries. */
const SAMPLED = 10;
/** Those who search are members of the first, where they may not use everything. */
const [OWN, OTHER] = WORKSPACES;
const FIRST_SECONDS = 3;
/** So many of each kind, and as many as sixteen ask for in a second at the most. */
const QUERIES = 300;
const QUERIES_PER_SECOND = 110;

interface Order {
  database: Database;
  scale: Scale;
  /** Of the names. */
  seed: number;
}

export interface FilledPortal extends Omit<Order, 'seed'> {
  where: BackendOptions['database'];
  backend: BenchBackend;
  ids: readonly string[];
  repositories: Repositories;
}

/** What filling it tells of crawls. */
export interface Filling {
  /** Of the first part, in which nobody searched. */
  repositories: number;
  seconds: number;
  /** Bytes. */
  memory: { before: number; most: number };
  /** Latencies of searches on the idle portal, while the others are crawled, and right after it, in milliseconds. */
  idle: number[];
  meanwhile: number[];
  after: number[];
}

/** Sixteen of all workspaces, or of the one that may use only some integrations. */
export function people({
  backend,
  scale,
}: Pick<FilledPortal, 'backend' | 'scale'>) {
  return Array.from({ length: TYPISTS.concurrency }, (_, at) =>
    backend.person(scale.usable ? at * WORKSPACES.length : at),
  );
}

/**
 * A portal that has crawled everything: nine tenths while nobody searched, then the others while
 * sixteen people type. The database is as the crawl left it.
 */
export async function fillPortal(
  bench: Bench,
  load: Load,
  order: Order,
): Promise<{ portal: FilledPortal; filling: Filling }> {
  const { database, scale, seed } = order;
  const { integrations } = scale;
  const simulators = await startSimulators({
    registries: integrations,
    repositories: scale.repositories,
    tags: 1,
    seed,
  });
  bench.onEnd(() => simulators.stop());
  const where = await openDatabase(bench, { database });
  const backend = await startOn(where, bench, { database });
  const ids: string[] = [];
  const known = () => knownRepositories(order, simulators.urls, ids);
  const queries = mixedQueries(bench, known(), seed, QUERIES);
  let asked = 0;
  const search = (seconds: number) => {
    // Nobody asks again for what was asked for a second ago.
    asked += QUERIES_PER_SECOND * seconds;
    const from = asked % queries.length;
    return answers(load, backend, {
      ...TYPISTS,
      people: people({ backend, scale }),
      queries: [...queries.slice(from), ...queries.slice(0, from)],
      seconds,
    });
  };
  const fill = async (from: number, to: number) => {
    for (let at = from; at < to; at++) {
      ids.push(await integrate(backend, scale, at, simulators.urls[at]));
    }
    for (let at = from; at < to; at++) {
      await backend.api.crawled(ids[at], countOf(scale, at));
    }
  };

  // What a process takes once for its first requests is not the crawl's.
  await search(FIRST_SECONDS);
  const { rssBytes } = await backend.readVitals();
  const first = integrations - Math.max(1, Math.floor(integrations / 10));
  let took = 0;
  const most = await mostMemory(backend, async () => {
    took = await timed(() => fill(0, first));
  });
  bench.say(
    `crawled ${first} of ${integrations} registries in ${Math.round(
      took / 1_000,
    )} s`,
  );
  const idle = await search(Math.max(FIRST_SECONDS, bench.sizes.seconds / 4));
  const meanwhile = await duringTask(fill(first, integrations), () =>
    search(FIRST_SECONDS),
  );
  const after = await search(FIRST_SECONDS);
  return {
    portal: { database, scale, where, backend, ids, repositories: known() },
    filling: {
      repositories: shareOf(scale.repositories, integrations, first).before,
      seconds: took / 1_000,
      memory: { before: rssBytes, most },
      idle,
      meanwhile,
      after,
    },
  };
}

function countOf({ repositories, integrations }: Scale, at: number): number {
  return shareOf(repositories, integrations, at).count;
}

async function integrate(
  { api }: BenchBackend,
  { usable }: Scale,
  at: number,
  url: string,
): Promise<string> {
  const isOwn = usable === undefined ? at % 2 === 0 : at < usable;
  const id = await api.integrate(
    `Registry ${at + 1}`,
    isOwn ? OWN : OTHER,
    url,
    isHarbor(at) ? { type: 'harbor', ...HARBOR_LOGIN } : {},
  );
  if (usable === undefined) {
    await api.share(id);
  }
  return id;
}

function knownRepositories(
  { scale, seed }: Order,
  urls: readonly string[],
  ids: readonly string[],
): Repositories {
  const names = new Names(seed);
  const usable = Array.from(
    { length: scale.usable ?? scale.integrations },
    (_, at) => at,
  );
  // The first one has projects.
  const sampled = [0, ...shuffle(usable.slice(1), new Random(seed))];
  return new Repositories(
    names,
    sampled.slice(0, SAMPLED).map(at => ({
      integrationId: ids[at] ?? '',
      host: new URL(urls[at]).host,
      harbor: isHarbor(at),
      repositories: names.of(at, countOf(scale, at)),
    })),
  );
}
