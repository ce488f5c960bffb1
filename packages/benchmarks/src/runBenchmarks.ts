import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from 'registry-simulator';
import { Bench, Claim, Row, Sizes } from './Claim';
import { claims } from './claims';
import { describeMachine } from './measure/machine';
import { calibrate, describeNoise } from './measure/noise';
import { Profile } from './measure/profile';
import { readResults, verdictOf, writeReport } from './report';

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
};

export interface BenchmarkOptions {
  /** Default: all. */
  only: readonly string[];
  /** A try, of which nothing is written down. */
  small: boolean;
  repository: string;
  say(text: string): void;
}

/** @returns what could not be measured, and why */
export async function runBenchmarks(
  options: BenchmarkOptions,
): Promise<string[]> {
  const { only, small, repository, say } = options;
  const names = Object.keys(claims);
  const unknown = only.filter(name => !names.includes(name));
  if (unknown.length > 0) {
    return [
      `there is no claim ${unknown.join(', ')}; there are ${names.join(', ')}`,
    ];
  }
  const files = {
    results: join(repository, 'packages/benchmarks/results.json'),
    page: join(repository, 'docs/performance.md'),
  };
  const cacheDirectory = join(repository, '.cache/benchmarks');
  await mkdir(cacheDirectory, { recursive: true });
  const results = await readResults(files.results);
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
      const rows = await measure(claim, {
        sizes: small ? SMALL : FULL,
        cacheDirectory,
        repository,
        say,
        keepProfile: profile => profiles.push(profile),
      });
      const noise = describeNoise([...before, ...calibrate()]);
      rows.forEach(row => say(describe(row)));
      profiles.forEach(profile => say(describeProfile(profile)));
      say(`noise: ${noise}`);
      if (!small) {
        results[name] = {
          title: claim.title,
          day: new Date().toISOString().slice(0, 10),
          machine: describeMachine(),
          noise,
          rows,
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

async function measure(
  claim: Claim,
  options: Omit<Bench, 'directory' | 'onEnd'>,
): Promise<Row[]> {
  const directory = await mkdtemp(join(tmpdir(), 'benchmark-'));
  const endings: (() => Promise<void>)[] = [];
  try {
    return await claim.measure({
      ...options,
      directory,
      onEnd: action => endings.unshift(action),
    });
  } finally {
    for (const end of endings) {
      await end();
    }
    await rm(directory, { recursive: true, force: true });
  }
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
