import { randomInt } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from 'registry-simulator';
import { PARTS, Row, Selection, Sizes, Table } from './Claim';
import { claims } from './claims';
import { describeMachine } from './measure/machine';
import { calibrate, describeNoise } from './measure/noise';
import { Profile } from './measure/profile';
import { lineOf, readResults, verdictOf, writeReport } from './report';
import { scoped } from './scoped';

const SEEDS = 3;

const FULL: Sizes = {
  repositories: 100_000,
  integrations: 20,
  registryRepositories: 2_000,
  tags: 10_000,
  seconds: 60,
  users: 200,
  rounds: 10,
  openings: 40,
  groups: 5_000,
  memberOf: 3_000,
  scales: [
    { repositories: 100_000, integrations: 20 },
    { repositories: 1_000_000, integrations: 50, crawl: true },
    { repositories: 1_000_000, integrations: 500, usable: 1 },
  ],
  kind: { typedSeconds: 1.2, aloneSeconds: 0.5, times: 3 },
};

const SMALL: Sizes = {
  repositories: 2_000,
  integrations: 4,
  registryRepositories: 200,
  tags: 1_000,
  seconds: 8,
  users: 20,
  rounds: 3,
  openings: 5,
  groups: 500,
  memberOf: 300,
  scales: [
    { repositories: 2_000, integrations: 5, crawl: true },
    { repositories: 2_000, integrations: 10, usable: 1 },
  ],
  kind: { typedSeconds: 0.5, aloneSeconds: 0.3, times: 1 },
};

export interface BenchmarkOptions {
  /** Default: all. */
  only: readonly string[];
  /** A try, of which nothing is written down. */
  small: boolean;
  /** A part of a claim, of which nothing is written down either. */
  select: Selection;
  /** Of names and queries, to repeat a run; nothing is written down. Default: some are drawn. */
  seeds?: readonly number[];
  repository: string;
  say(text: string): void;
}

/** @returns what could not be measured, and why */
export async function runBenchmarks(
  options: BenchmarkOptions,
): Promise<string[]> {
  const { only, small, select, repository, say } = options;
  const seeds = options.seeds ?? drawSeeds(small ? 1 : SEEDS);
  const names = Object.keys(claims);
  const unknown = only.filter(name => !names.includes(name));
  if (unknown.length > 0) {
    return [
      `there is no claim ${unknown.join(', ')}; there are ${names.join(', ')}`,
    ];
  }
  if (select.part !== undefined && !PARTS.includes(select.part)) {
    return [`there is no part ${select.part}; there are ${PARTS.join(', ')}`];
  }
  const files = {
    results: join(repository, 'packages/benchmarks/results.json'),
    page: join(repository, 'docs/performance.md'),
  };
  const cacheDirectory = join(repository, '.cache/benchmarks');
  await mkdir(cacheDirectory, { recursive: true });
  const results = await readResults(files.results);
  // Seeds that somebody chose are no drawn ones.
  const isTry =
    small ||
    options.seeds !== undefined ||
    Object.values(select).some(value => value !== undefined);
  say(`seeds: ${seeds.map(seed => `--seed=${seed}`).join(' ')}`);
  const failures: string[] = [];
  const fail = (failure: string) => {
    failures.push(failure);
    say(failure);
  };
  for (const name of only.length > 0 ? only : names) {
    const claim = claims[name];
    const missing = claim.programs.filter(program => !findProgram(program));
    if (missing.length > 0) {
      fail(`${name} was not measured: ${missing.join(' and ')} not found`);
      continue;
    }
    say(`${claim.title} (${name})`);
    try {
      const before = calibrate();
      const profiles: Profile[] = [];
      const tables: Table[] = [];
      const bench = {
        sizes: small ? SMALL : FULL,
        only: select,
        seeds,
        cacheDirectory,
        repository,
        say,
        keepTable: (table: Table) => tables.push(table),
        keepProfile: (profile: Profile) => profiles.push(profile),
      };
      const rows = await scoped(tmpdir(), bench, own => claim.measure(own));
      const noise = describeNoise([...before, ...calibrate()]);
      rows.forEach(row => say(describe(row)));
      tables.forEach(table => say(describeTable(table)));
      profiles.forEach(profile => say(describeProfile(profile)));
      say(`noise: ${noise}`);
      if (!isTry) {
        results[name] = {
          title: claim.title,
          day: new Date().toISOString().slice(0, 10),
          machine: describeMachine(),
          noise,
          rows,
          tables,
          profiles,
        };
        await writeReport(files, results, claims);
      }
    } catch (error) {
      fail(
        `${name} was not measured: ${
          error instanceof Error ? error.message : error
        }`,
      );
    }
  }
  return failures;
}

function drawSeeds(count: number): number[] {
  return Array.from({ length: count }, () => randomInt(1_000_000));
}

function describeTable({ title, head, lines }: Table): string {
  return [`  ${title}`, ...[head, ...lines].map(lineOf)].join('\n');
}

function describeProfile({ what, idle, parts }: Profile): string {
  return `  ${what}: idle ${idle} %; of the rest ${parts
    .map(({ part, share }) => `${part} ${share} %`)
    .join('; ')}`;
}

function describe(row: Row): string {
  return `  ${row.what}\n      must reach: ${
    row.mustReach
  }\n      measured:   ${row.measured}${
    row.ratio ? `\n      ratio:      ${row.ratio}` : ''
  }${row.reached === undefined ? '' : `\n      ${verdictOf(row)}`}`;
}
