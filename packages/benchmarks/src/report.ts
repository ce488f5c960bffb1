import { readFile, writeFile } from 'node:fs/promises';
import { Claim, Row, Table } from './Claim';
import { Profile } from './measure/profile';

/** What one run of one claim found out. */
export interface Result {
  title: string;
  /** `2026-11-24` */
  day: string;
  machine: string;
  noise: string;
  rows: Row[];
  tables?: Table[];
  profiles?: Profile[];
}

const HEAD = `# Performance

What is said of speed and size, measured by \`./dev bench\`; \`./dev bench search\` measures one claim
again. The command writes this page: figures are what they were, also where they miss what they must
reach. Each ratio is of two things measured in the same run, and the noise of the machine stands
beside it: the same fixed piece of work, before and after.

The backend runs in a process of its own with the settings of production, as do those who ask it,
each with a user token of their own. What the figures are made by is in \`packages/benchmarks\`.
`;

/** Keeps the results of claims that were not measured this time. */
export async function readResults(
  file: string,
): Promise<Record<string, Result>> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return {};
  }
}

export async function writeReport(
  files: { results: string; page: string },
  results: Record<string, Result>,
  claims: Readonly<Record<string, Claim>>,
): Promise<void> {
  await writeFile(files.results, `${JSON.stringify(results, undefined, 2)}\n`);
  const measured = Object.keys(claims).filter(name => results[name]);
  const table = [
    '| claim | must reach | measured | ratio | verdict |',
    '| --- | --- | --- | --- | --- |',
    ...measured.flatMap(name => results[name].rows.map(toLine)),
  ];
  const runs = [
    '| command | measured on | machine | noise |',
    '| --- | --- | --- | --- |',
    ...measured.map(name => {
      const { day, machine, noise } = results[name];
      return `| \`./dev bench ${name}\` | ${day} | ${machine} | ${noise} |`;
    }),
  ];
  const misses = measured
    .filter(name => results[name].rows.some(({ reached }) => reached === false))
    .flatMap(name => {
      const { title, whenMissed } = claims[name];
      return [
        `### ${title}`,
        ...(whenMissed ? [whenMissed] : []),
        ...(results[name].profiles ?? []).map(toTable),
      ];
    });
  const parts = [
    HEAD.trimEnd(),
    '## Claims',
    table.join('\n'),
    ...measured.flatMap(name =>
      (results[name].tables ?? []).map(describeTable),
    ),
    ...(misses.length > 0 ? ['## What is missed, and why', ...misses] : []),
    '## Runs',
    runs.join('\n'),
  ];
  await writeFile(files.page, `${parts.join('\n\n')}\n`);
}

export function verdictOf({ reached }: Row): string {
  if (reached === undefined) {
    return '';
  }
  return reached ? 'reached' : '**missed**';
}

/** A line of a table. */
export function lineOf(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function describeTable({ title, note, head, lines }: Table): string {
  return [
    `### ${title}`,
    '',
    note,
    '',
    lineOf(head),
    lineOf(head.map(() => '---')),
    ...lines.map(lineOf),
  ].join('\n');
}

function toTable({ what, idle, parts }: Profile): string {
  return [
    `${what}: the backend’s thread is idle for ${idle} % of the time. Of the rest:`,
    '',
    '| part | of its busy time |',
    '| --- | --- |',
    ...parts.map(({ part, share }) => `| ${part} | ${share} % |`),
  ].join('\n');
}

function toLine(row: Row): string {
  return `| ${row.what} | ${row.mustReach} | ${row.measured} | ${
    row.ratio ?? ''
  } | ${verdictOf(row)} |`;
}
