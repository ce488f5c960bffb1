import { Bench, Claim, Database, Part, Row, Scale } from '../../Claim';
import { Load } from '../../load/Load';
import { ms } from '../../measure/statistics';
import { scoped } from '../../scoped';
import { tidyUp } from '../scene';
import { fillPortal } from './fillPortal';
import { measureRush } from './measureRush';
import { measureSeed, SeedFigures } from './measureKinds';
import { measureRecrawl } from './recrawl';
import { describePortal, fillingRows, kindRows, kindTable } from './rows';
import { WHEN_MISSED } from './whenMissed';

const DATABASES: readonly Database[] = ['SQLite', 'PostgreSQL'];
/** Above this, one portal is searched with the queries of all seeds; below, each seed has a portal of its own. */
const MAX_OWN = 100_000;

interface What {
  database: Database;
  scale: Scale;
}

interface PortalFigures {
  figures: SeedFigures[];
  rows: Row[];
  /** Of the first seconds after its crawl. */
  after: number[];
}

function wants({ only }: Bench, part: Part): boolean {
  return (
    (only.part ?? part) === part &&
    (only.kind === undefined || part === 'kinds')
  );
}

/** Fills a portal with the names of a seed, and searches it with the queries of these. */
async function measurePortal(
  bench: Bench,
  load: Load,
  what: What,
  [seed, ...others]: readonly number[],
  isFirst: boolean,
): Promise<PortalFigures> {
  bench.say(`${describePortal(what)}: filling it with seed ${seed}`);
  const { portal, filling } = await fillPortal(bench, load, { ...what, seed });
  const rows: Row[] = [];
  if (isFirst && what.scale.crawl && wants(bench, 'crawl')) {
    rows.push(...fillingRows(portal, filling));
    rows.push(...(await measureRecrawl(bench, portal)));
  }
  await tidyUp(portal.where);
  const figures: SeedFigures[] = [];
  for (const each of wants(bench, 'kinds') ? [seed, ...others] : []) {
    bench.say(`${describePortal(what)}: queries of seed ${each}`);
    figures.push(await measureSeed(bench, load, portal, each));
  }
  if (isFirst && wants(bench, 'rush')) {
    bench.say(`${describePortal(what)}: without a pause`);
    rows.push(await measureRush(bench, load, portal, seed));
  }
  await portal.backend.stop();
  return { figures, rows, after: filling.after };
}

/** By portal. */
function groupSeeds(bench: Bench, { repositories }: Scale): number[][] {
  const { seeds } = bench;
  if (!wants(bench, 'kinds')) {
    return [[seeds[0]]];
  }
  return repositories > MAX_OWN ? [[...seeds]] : seeds.map(seed => [seed]);
}

async function measureScale(
  bench: Bench,
  load: Load,
  what: What,
): Promise<{ figures: SeedFigures[]; rows: Row[] }> {
  const groups = groupSeeds(bench, what.scale);
  const all: PortalFigures[] = [];
  for (const seeds of groups) {
    all.push(
      await scoped(bench.directory, bench, own =>
        measurePortal(own, load, what, seeds, all.length === 0),
      ),
    );
  }
  const figures = all.flatMap(each => each.figures);
  const rows = all.flatMap(each => each.rows);
  if (figures.length > 0) {
    const after = all.map(each => each.after);
    rows.unshift(...kindRows(describePortal(what), what.scale, figures, after));
  }
  return { figures, rows };
}

/** What was asked for, be it of another size; default: everything. @throws where that is nothing */
function choose({ only, sizes }: Bench): What[] {
  const { repositories, integrations } = only;
  const scales = sizes.scales.filter(
    scale =>
      (only.part !== 'crawl' || scale.crawl === true) &&
      (repositories ?? scale.repositories) === scale.repositories &&
      (integrations ?? scale.integrations) === scale.integrations,
  );
  if (scales.length === 0 && repositories && integrations) {
    scales.push({ repositories, integrations, crawl: true });
  }
  const chosen = scales
    .flatMap(scale => DATABASES.map(database => ({ database, scale })))
    .filter(({ database }) =>
      database.toLowerCase().startsWith(only.database?.toLowerCase() ?? ''),
    );
  if (chosen.length === 0) {
    throw new Error(
      'there is no such database, or no such size without a number of integrations',
    );
  }
  return chosen;
}

function sayKinds(bench: Bench, figures: readonly SeedFigures[]): void {
  for (const { seed, kinds } of figures) {
    for (const { kind, typed, alone, asked, found } of kinds) {
      bench.say(
        `seed ${seed}, ${kind}: typed ${ms(typed.p50)} / ${ms(
          typed.p95,
        )}, alone ${ms(alone.p50)} / ${ms(alone.p95)}, ${asked} asked${
          found ? `, found ${found.found} of ${found.asked}` : ''
        }`,
      );
    }
  }
}

function titleOf({ database, scale }: What): string {
  const { repositories, integrations, usable } = scale;
  return `${database}, ${repositories.toLocaleString('en-US')} in ${
    usable === undefined ? integrations : `${usable} of ${integrations}`
  }`;
}

export const search: Claim = {
  title: 'Search over HTTP',
  programs: ['postgres'],
  whenMissed: WHEN_MISSED,
  async measure(bench) {
    const load = Load.start();
    bench.onEnd(() => load.stop());
    const rows: Row[] = [];
    const portals: { title: string; figures: SeedFigures[] }[] = [];
    for (const what of choose(bench)) {
      try {
        const { figures, rows: measured } = await measureScale(
          bench,
          load,
          what,
        );
        sayKinds(bench, figures);
        rows.push(...measured);
        if (figures.length > 0) {
          portals.push({ title: titleOf(what), figures });
        }
      } catch (error) {
        // The others take hours: they are not to be lost.
        rows.push({
          what: describePortal(what),
          mustReach: 'measured',
          measured: `not measured: ${error}`,
          reached: false,
        });
      }
    }
    if (portals.length > 0) {
      for (const mode of ['typed', 'alone'] as const) {
        bench.keepTable(kindTable(mode, bench.seeds, portals));
      }
    }
    return rows;
  },
};
