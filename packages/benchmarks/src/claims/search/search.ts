import { Bench, Claim, Database, Row, Scale } from '../../Claim';
import { Load } from '../../load/Load';
import { profile } from '../../measure/profile';
import { ms, spread } from '../../measure/statistics';
import { scoped } from '../../scoped';
import { tidyUp } from '../scene';
import { FilledPortal, fillPortal, people } from './fillPortal';
import { measureSeed, SeedFigures } from './measureKinds';
import { mixedQueries, TYPISTS } from './mixed';
import { measureRecrawl } from './recrawl';
import {
  describePortal,
  fillingRows,
  kindRows,
  kindTable,
  MIN_RATE,
} from './rows';

const DATABASES: readonly Database[] = ['SQLite', 'PostgreSQL'];
/** Above this, one portal is searched with the queries of all seeds; below, each seed has a portal of its own. */
const MAX_OWN = 100_000;

interface PortalFigures {
  figures: SeedFigures[];
  rows: Row[];
  /** Of the first seconds after its crawl. */
  after: number[];
}

/** Sixteen who do not pause, as many as it can answer. */
async function measureRush(
  bench: Bench,
  load: Load,
  portal: FilledPortal,
  seed: number,
): Promise<Row> {
  const { backend, repositories } = portal;
  const rush = (seconds: number) =>
    load.run(backend, {
      concurrency: TYPISTS.concurrency,
      people: people(portal),
      queries: mixedQueries(bench, repositories, seed, 200),
      warmUpSeconds: 0,
      seconds,
    });
  const seconds = Math.max(2, bench.sizes.seconds / 6);
  const report = await rush(seconds);
  const answered = Object.values(report.latencies).flat();
  const rate = answered.length / report.seconds;
  bench.keepProfile(
    await profile(backend, `16 at once: ${describePortal(portal)}`, () =>
      rush(seconds),
    ),
  );
  return {
    what: `${describePortal(portal)}: 16 at once without a pause, all kinds`,
    mustReach: `≥ ${MIN_RATE.toLocaleString('en-US')} per second`,
    measured: `${Math.round(rate)} per second, ${spread(
      answered,
    )}; the load itself takes ${Math.round(
      (100 * report.processorSeconds) / report.seconds,
    )} % of a processor`,
    reached: rate >= MIN_RATE,
  };
}

/** Fills a portal with the names of a seed, and searches it with the queries of these. */
async function measurePortal(
  bench: Bench,
  load: Load,
  what: { database: Database; scale: Scale },
  [seed, ...others]: readonly number[],
  isFirst: boolean,
): Promise<PortalFigures> {
  bench.say(`${describePortal(what)}: filling it with seed ${seed}`);
  const { portal, filling } = await fillPortal(bench, load, { ...what, seed });
  const rows: Row[] = [];
  if (isFirst && what.scale.crawl) {
    rows.push(...fillingRows(portal, filling));
    rows.push(...(await measureRecrawl(bench, portal)));
  }
  await tidyUp(portal.where);
  const figures: SeedFigures[] = [];
  for (const each of [seed, ...others]) {
    bench.say(`${describePortal(what)}: queries of seed ${each}`);
    figures.push(await measureSeed(bench, load, portal, each));
  }
  if (isFirst) {
    rows.push(await measureRush(bench, load, portal, seed));
  }
  await portal.backend.stop();
  return { figures, rows, after: filling.after };
}

async function measureScale(
  bench: Bench,
  load: Load,
  what: { database: Database; scale: Scale },
): Promise<{ figures: SeedFigures[]; rows: Row[] }> {
  const groups =
    what.scale.repositories > MAX_OWN
      ? [bench.seeds]
      : bench.seeds.map(seed => [seed]);
  const all: PortalFigures[] = [];
  for (const seeds of groups) {
    all.push(
      await scoped(bench.directory, bench, own =>
        measurePortal(own, load, what, seeds, all.length === 0),
      ),
    );
  }
  const figures = all.flatMap(each => each.figures);
  const rows = [
    ...kindRows(
      describePortal(what),
      what.scale,
      figures,
      all.flatMap(({ after }) => after),
    ),
    ...all.flatMap(each => each.rows),
  ];
  return { figures, rows };
}

/** What was asked for; default: everything. @throws where that is nothing */
function choose({
  only,
  sizes,
}: Bench): { database: Database; scale: Scale }[] {
  const chosen = sizes.scales
    .filter(
      ({ repositories, integrations }) =>
        (only.repositories ?? repositories) === repositories &&
        (only.integrations ?? integrations) === integrations,
    )
    .flatMap(scale => DATABASES.map(database => ({ database, scale })))
    .filter(({ database }) =>
      database.toLowerCase().startsWith(only.database?.toLowerCase() ?? ''),
    );
  if (chosen.length === 0) {
    throw new Error(
      'there is no such database, size or number of integrations',
    );
  }
  return chosen;
}

export const search: Claim = {
  title: 'Search over HTTP',
  programs: ['postgres'],
  async measure(bench) {
    const load = Load.start();
    bench.onEnd(() => load.stop());
    const rows: Row[] = [];
    const portals: { title: string; figures: SeedFigures[] }[] = [];
    for (const what of choose(bench)) {
      const measured = await measureScale(bench, load, what);
      const { repositories, integrations, usable } = what.scale;
      rows.push(...measured.rows);
      portals.push({
        title: `${what.database}, ${repositories.toLocaleString('en-US')} in ${
          usable === undefined ? integrations : `${usable} of ${integrations}`
        }`,
        figures: measured.figures,
      });
      measured.figures.forEach(({ seed, kinds }) =>
        kinds.forEach(({ kind, typed, alone, asked, found }) =>
          bench.say(
            `seed ${seed}, ${kind}: typed ${ms(typed.p50)} / ${ms(
              typed.p95,
            )}, alone ${ms(alone.p50)} / ${ms(alone.p95)}, ${asked} asked${
              found ? `, found ${found.found} of ${found.asked}` : ''
            }`,
          ),
        ),
      );
    }
    for (const mode of ['typed', 'alone'] as const) {
      bench.keepTable(kindTable(mode, bench.seeds, portals));
    }
    return rows;
  },
};
