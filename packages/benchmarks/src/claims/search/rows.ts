import { Row, Scale, Table } from '../../Claim';
import { ms, percentile, spread, times } from '../../measure/statistics';
import { Figures, KindFigures, SeedFigures } from './measureKinds';
import { Filling } from './fillPortal';
import { FilledPortal } from './fillPortal';

const MILLION = 1_000_000;
const MEBIBYTE = 1024 * 1024;
const MAX_GROWTH = 64;
const ALONE = { p50: 5, p95: 15 };

type Mode = 'typed' | 'alone';

const count = (value: number) => value.toLocaleString('en-US');
const limitOf = ({ repositories }: Scale) =>
  repositories >= MILLION ? 25 : 20;

export function describeScale({
  repositories,
  integrations,
  usable,
}: Scale): string {
  return usable === undefined
    ? `${count(repositories)} repositories in ${integrations} integrations`
    : `${usable} of ${integrations} integrations may be used, ${count(
        repositories,
      )} repositories in all`;
}

export const describePortal = ({
  scale,
  database,
}: Pick<FilledPortal, 'scale' | 'database'>) =>
  `search, ${describeScale(scale)}, ${database}`;

/** The worst of all seeds. */
function worstOf(kinds: readonly KindFigures[], mode: Mode): Figures {
  return {
    p50: Math.max(...kinds.map(each => each[mode].p50)),
    p95: Math.max(...kinds.map(each => each[mode].p95)),
  };
}

/** By kind, what was measured with each seed. */
function byKind(seeds: readonly SeedFigures[]): Map<string, KindFigures[]> {
  const found = new Map<string, KindFigures[]>();
  for (const each of seeds.flatMap(({ kinds }) => kinds)) {
    found.set(each.kind, [...(found.get(each.kind) ?? []), each]);
  }
  return found;
}

function worstKind(
  seeds: readonly SeedFigures[],
  mode: Mode,
  figure: keyof Figures,
) {
  return [...byKind(seeds)]
    .map(([kind, figures]) => ({
      kind,
      values: figures.map(each => each[mode][figure]),
      worst: worstOf(figures, mode)[figure],
    }))
    .reduce((one, other) => (other.worst > one.worst ? other : one));
}

/** What has to hold for every kind and every seed. */
export function kindRows(
  what: string,
  scale: Scale,
  seeds: readonly SeedFigures[],
  after: readonly number[][],
): Row[] {
  const limit = limitOf(scale);
  const number = byKind(seeds).size;
  const load = Math.max(...seeds.map(each => each.load));
  const row = (
    mode: Mode,
    figure: keyof Figures,
    most: number,
    how: string,
    more = '',
  ): Row => {
    const { kind, values, worst } = worstKind(seeds, mode, figure);
    return {
      what: `${what}: ${how}, ${figure} of the worst of ${number} kinds: ${kind}`,
      mustReach: `${figure} ≤ ${most} ms`,
      measured: `${ms(worst)}; by seed ${values.map(ms).join(', ')}${more}`,
      reached: worst <= most,
    };
  };
  const firstSeconds = (
    when: string,
    all: readonly number[][],
    most?: number,
  ) => {
    const worsts = all.map(latencies => percentile(latencies, 95));
    const worst = Math.max(...worsts);
    return {
      what: `${what}: 16 typists in the first seconds after ${when}`,
      mustReach: most === undefined ? 'reported' : `p95 ≤ ${most} ms`,
      measured: `${ms(worst)}; ${
        worsts.length > 1 ? `by seed ${worsts.map(ms).join(', ')}; ` : ''
      }${spread(all.flat())} in all`,
      ...(most !== undefined && { reached: worst <= most }),
    };
  };
  return [
    row(
      'typed',
      'p95',
      limit,
      '16 typists, a key every 150 ms',
      `; the load itself takes at most ${Math.round(
        100 * load,
      )} % of a processor`,
    ),
    row('alone', 'p50', ALONE.p50, 'one at a time'),
    row('alone', 'p95', ALONE.p95, 'one at a time'),
    firstSeconds('a crawl', after, limit),
    firstSeconds(
      'the process has started',
      seeds.map(({ first }) => first),
    ),
    ...foundRow(`${what}: typos whose repository is found`, seeds, /^typo/, 99),
    ...foundRow(
      `${what}: pasted references whose repository is found`,
      seeds,
      /^pasted/,
      100,
    ),
    ...errorRow(what, seeds),
  ];
}

function foundRow(
  what: string,
  seeds: readonly SeedFigures[],
  kinds: RegExp,
  least: number,
): Row[] {
  const shares = [...byKind(seeds)].flatMap(([kind, figures]) => {
    const percents = figures.flatMap(({ found }) =>
      found ? [(100 * found.found) / found.asked] : [],
    );
    return kinds.test(kind) && percents.length > 0
      ? [{ kind, percent: Math.min(...percents) }]
      : [];
  });
  if (shares.length === 0) {
    return [];
  }
  return [
    {
      what,
      mustReach: least === 100 ? '100 %' : `≥ ${least} %`,
      measured: shares
        .map(({ kind, percent }) => `${kind} ${percent.toFixed(1)} %`)
        .join('; '),
      reached: shares.every(({ percent }) => percent >= least),
    },
  ];
}

function errorRow(what: string, seeds: readonly SeedFigures[]): Row[] {
  const errors = seeds.flatMap(({ kinds }) =>
    kinds.flatMap(each => each.errors),
  );
  return errors.length === 0
    ? []
    : [
        {
          what: `${what}: requests that failed`,
          mustReach: 'none',
          measured: [...new Set(errors)].join(', '),
          reached: false,
        },
      ];
}

/** What the crawl that filled a portal tells. */
export function fillingRows(
  { scale, database }: FilledPortal,
  { repositories, seconds, memory, idle, meanwhile }: Filling,
): Row[] {
  const growth = (memory.most - memory.before) / MEBIBYTE;
  const ratio = percentile(meanwhile, 95) / percentile(idle, 95);
  const what = `crawl of ${describeScale(scale)}, ${database}`;
  return [
    {
      what: `${what}: the first ${count(repositories)} of them`,
      mustReach: 'reported',
      measured: `${ms(seconds * 1_000)}, ${count(
        Math.round(repositories / seconds),
      )} rows per second`,
    },
    {
      what: `${what}: resident memory meanwhile`,
      mustReach: `grows ≤ ${MAX_GROWTH} MiB`,
      measured: `${growth.toFixed(0)} MiB more than ${(
        memory.before / MEBIBYTE
      ).toFixed(0)} MiB`,
      reached: growth <= MAX_GROWTH,
    },
    {
      what: `${what}: 16 typists while the others are crawled, against idle`,
      mustReach: 'p95 ≤ 2 ×',
      measured: `idle ${spread(idle)}; crawling ${spread(meanwhile)}`,
      ratio: times(ratio),
      reached: ratio <= 2,
    },
  ];
}

/** One line for each kind, one column for each portal: the worst of all seeds. */
export function kindTable(
  mode: Mode,
  seeds: readonly number[],
  portals: readonly { title: string; figures: readonly SeedFigures[] }[],
): Table {
  const columns = portals.map(({ figures }) => byKind(figures));
  const short = (value: number) =>
    value === Infinity ? 'never' : value.toFixed(value < 100 ? 1 : 0);
  return {
    title: `Search by kind of query: ${
      mode === 'typed' ? '16 typists, a key every 150 ms' : 'one at a time'
    }`,
    note: `p50 / p95 in milliseconds, each the worst of the seeds ${seeds.join(
      ', ',
    )}; \`--seed\` repeats them.`,
    head: ['what is typed', ...portals.map(({ title }) => title)],
    lines: [...columns[0].keys()].map(kind => [
      kind,
      ...columns.map(column => {
        const { p50, p95 } = worstOf(column.get(kind)!, mode);
        return `${short(p50)} / ${short(p95)}`;
      }),
    ]),
  };
}
