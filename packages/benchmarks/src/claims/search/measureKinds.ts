import { Random } from 'registry-simulator';
import { Bench } from '../../Claim';
import { Load } from '../../load/Load';
import { LoadReport } from '../../load/messages';
import { mix, shuffle } from '../../names/Names';
import { median, percentile } from '../../measure/statistics';
import { makeQueries } from '../../queries/kinds';
import { Query } from '../../queries/Query';
import { FilledPortal, people } from './fillPortal';
import { answers, measuredKinds, mixedQueries, TYPISTS } from './mixed';

const FIRST_SECONDS = 3;
const WARM_UP_SECONDS = 8;
/** More than are asked for in that time: the same one is not asked for again, where there are enough. */
const QUERIES_PER_SECOND = 400;

/** Milliseconds. */
export interface Figures {
  p50: number;
  p95: number;
}

/** One kind of query with one seed: of each figure the median of several times. */
export interface KindFigures {
  kind: string;
  typed: Figures;
  alone: Figures;
  asked: number;
  /** Where something was wanted. */
  found?: { asked: number; found: number };
  errors: string[];
}

export interface SeedFigures {
  seed: number;
  /** Latencies of the first seconds of the process. */
  first: number[];
  /** The most that the load itself takes of a processor while sixteen type. */
  load: number;
  kinds: KindFigures[];
}

interface Samples {
  typed: Figures[];
  alone: Figures[];
  reports: LoadReport[];
}

/** Each kind by itself, in a process that has just been started and then was asked for a while. */
export async function measureSeed(
  bench: Bench,
  load: Load,
  portal: FilledPortal,
  seed: number,
): Promise<SeedFigures> {
  const { backend, repositories } = portal;
  const { typedSeconds, aloneSeconds, times } = bench.sizes.kind;
  const mixed = mixedQueries(bench, repositories, seed, 50);
  const order = { people: people(portal), warmUpSeconds: 0 };
  await backend.startAgain({});
  const first = await answers(load, backend, {
    ...TYPISTS,
    ...order,
    queries: mixed,
    seconds: FIRST_SECONDS,
  });
  await answers(load, backend, {
    ...TYPISTS,
    ...order,
    queries: mixed.reverse(),
    seconds: Math.min(WARM_UP_SECONDS, bench.sizes.seconds / 2),
    pauseMs: 0,
  });

  const names = measuredKinds(bench);
  const each = Math.ceil(QUERIES_PER_SECOND * (typedSeconds + aloneSeconds));
  const queries = new Map(
    names.map(kind => [
      kind,
      makeQueries(kind, times * each, repositories, seed),
    ]),
  );
  const samples = new Map<string, Samples>(
    names.map(kind => [kind, { typed: [], alone: [], reports: [] }]),
  );
  const loads: number[] = [];
  const run = async (
    kind: string,
    options: { concurrency: number; pauseMs: number; seconds: number },
    some: Query[],
  ) => {
    const report = await load.run(backend, {
      ...order,
      ...options,
      queries: some,
    });
    samples.get(kind)!.reports.push(report);
    return { report, figures: figuresOf(report.latencies[kind] ?? []) };
  };
  for (let at = 0; at < times; at++) {
    const ordered = shuffle(names, new Random(mix(seed, `order ${at}`)));
    const half = Math.floor(each / 2);
    // Those who type go on from one kind to the next.
    await answers(load, backend, {
      ...TYPISTS,
      ...order,
      queries: mixed,
      seconds: typedSeconds,
    });
    for (const kind of ordered) {
      const some = queries.get(kind)!.slice(at * each, at * each + half);
      const { report, figures } = await run(
        kind,
        { ...TYPISTS, seconds: typedSeconds },
        some,
      );
      samples.get(kind)!.typed.push(figures);
      loads.push(report.processorSeconds / report.seconds);
    }
    for (const kind of ordered) {
      const some = queries.get(kind)!.slice(at * each + half, (at + 1) * each);
      const { figures } = await run(
        kind,
        { concurrency: 1, pauseMs: 0, seconds: aloneSeconds },
        some,
      );
      samples.get(kind)!.alone.push(figures);
    }
  }
  return {
    seed,
    first,
    load: Math.max(...loads),
    kinds: names.map(kind => summarize(kind, samples.get(kind)!)),
  };
}

function figuresOf(latencies: readonly number[]): Figures {
  return { p50: median(latencies), p95: percentile(latencies, 95) };
}

/** The median of those times in which there was an answer; a kind without any is as if never answered. */
function middleOf(figures: readonly Figures[]): Figures {
  const middle = (figure: keyof Figures) => {
    const values = figures
      .map(each => each[figure])
      .filter(value => !Number.isNaN(value));
    return values.length > 0 ? median(values) : Infinity;
  };
  return { p50: middle('p50'), p95: middle('p95') };
}

function summarize(
  kind: string,
  { typed, alone, reports }: Samples,
): KindFigures {
  const counted = reports.flatMap(({ found }) => found[kind] ?? []);
  const sum = (values: number[]) => values.reduce((all, one) => all + one, 0);
  const latencies = reports.map(report => report.latencies[kind] ?? []);
  return {
    kind,
    typed: middleOf(typed),
    alone: middleOf(alone),
    asked: sum(latencies.map(({ length }) => length)),
    ...(counted.length > 0 && {
      found: {
        asked: sum(counted.map(({ asked }) => asked)),
        found: sum(counted.map(({ found }) => found)),
      },
    }),
    errors: reports.flatMap(({ errors }) =>
      Object.entries(errors).map(([what, count]) => `${what} (${count} times)`),
    ),
  };
}
