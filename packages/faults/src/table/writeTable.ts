import { readFileSync, writeFileSync } from 'node:fs';
import { FAULTS_DOCUMENT } from '../paths';
import { FaultRow, faults, providerTypes, ProviderType } from './faults';
import { Observation } from './observeFaults';
import { portalFaults } from './portalFaults';
import { Failure } from './Scene';

const BEGIN =
  '<!-- The tables are written by ./dev faults; do not edit them. -->';
const END = '<!-- End of the tables. -->';
const TITLES: Record<ProviderType, string> = {
  docker: 'Docker Registry',
  harbor: 'Harbor',
  jfrog: 'JFrog Artifactory',
};

type Observed = ReadonlyMap<string, ReadonlyMap<FaultRow, Observation>>;

/**
 * The lines of the document as it is, and as they would be with what was seen; with all rows, it is
 * written anew with UPDATE_DOCS=1.
 *
 * @param rows - those that were observed; the lines of others are left out
 */
export function compareTable(
  observed: Observed,
  rows: readonly FaultRow[],
): { document: string[]; wanted: string[] } {
  const text = readFileSync(FAULTS_DOCUMENT, 'utf8');
  const before = text.slice(0, text.indexOf(BEGIN));
  const after = text.slice(text.indexOf(END) + END.length);
  const wanted = `${before}${table(observed)}${after}`;
  if (process.env.UPDATE_DOCS && rows.length === faults.length) {
    writeFileSync(FAULTS_DOCUMENT, wanted);
  }
  const left = faults.flatMap((row, at) =>
    rows.includes(row) ? [] : [`| ${at + 1} | ${row.title} |`],
  );
  const linesOf = (document: string) =>
    document
      .split('\n')
      .filter(line => !left.some(start => line.startsWith(start)));
  return {
    document: linesOf(readFileSync(FAULTS_DOCUMENT, 'utf8')),
    wanted: linesOf(wanted),
  };
}

function table(observed: Observed): string {
  return [
    BEGIN,
    '<!-- prettier-ignore-start -->',
    '',
    '| | What is wrong with the registry | Who chooses an image reads | The integration says | The repository index | It is well again |',
    '| - | - | - | - | - | - |',
    ...faults.map((row, at) => `| ${cellsOf(observed, row, at).join(' | ')} |`),
    '',
    '## The portal’s own parts',
    '',
    '| | What goes wrong | What people see | What is kept | It is well again |',
    '| - | - | - | - | - |',
    ...Object.values(portalFaults).map(
      ({ title, told, kept, recovers }, at) =>
        `| ${[at + 1, title, told, kept, recovers].join(' | ')} |`,
    ),
    '',
    '<!-- prettier-ignore-end -->',
    '',
    END,
  ].join('\n');
}

function cellsOf(observed: Observed, row: FaultRow, at: number) {
  return [
    at + 1,
    row.title,
    cell(observed, row, chosen),
    cell(observed, row, health),
    cell(observed, row, index),
    recovery(row),
  ];
}

/** The same words once, and whose they are where not everybody's. */
function cell(
  observed: Observed,
  row: FaultRow,
  describe: (seen: Observation, row: FaultRow) => string,
): string {
  const types = new Map<string, ProviderType[]>();
  for (const type of providerTypes) {
    const seen = observed.get(type)?.get(row);
    if (seen) {
      const words = neutral(describe(seen, row));
      types.set(words, [...(types.get(words) ?? []), type]);
    }
  }
  return [...types]
    .map(([words, whose]) =>
      types.size === 1 && (row.of ?? providerTypes).length === whose.length
        ? words
        : `${whose.map(type => TITLES[type]).join(', ')}: ${words}`,
    )
    .join('<br>');
}

function chosen({ chosen: it }: Observation): string {
  return it.passed ? 'nothing: it can be chosen' : tell(it.failure);
}

/** Without the pause that a registry did not ask for: that is over sooner or later. */
function health(
  { chosen: choice, health: { state, failure, backOff } }: Observation,
  { leftAloneFor }: FaultRow,
): string {
  return [
    state,
    failure && tellOnce(failure, [choice]),
    leftAloneFor !== undefined && backOff,
  ]
    .filter(Boolean)
    .join(': ');
}

function index({
  chosen: choice,
  health: { failure: unhealthy },
  index: { state, complete, failure },
  found,
}: Observation): string {
  return [
    `${state}${complete ? '' : ', not complete'}; ${found.length} of 3 kept`,
    failure && tellOnce(failure, [choice, { failure: unhealthy }]),
  ]
    .filter(Boolean)
    .join(': ');
}

/** What the cells before have told is not told again. */
function tellOnce(
  failure: Failure,
  before: readonly { failure?: Failure }[],
): string {
  const words = tell(failure);
  return before.some(told => told.failure && tell(told.failure) === words)
    ? 'the same'
    : words;
}

function recovery({
  leftAloneFor,
  asksForMore,
  refusesCredential,
  of = providerTypes,
}: FaultRow): string {
  if (leftAloneFor) {
    return `after ${leftAloneFor} s, ${
      asksForMore
        ? 'as long as any registry is left alone'
        : 'which the registry asked for'
    }`;
  }
  if (!refusesCredential) {
    return 'within 30 s';
  }
  const whose = refusesCredential.map(type => TITLES[type]).join(', ');
  return [
    `${whose}: at the next check on schedule, as accounts are locked after refused logins`,
    ...(refusesCredential.length < of.length ? ['others: within 30 s'] : []),
  ].join('<br>');
}

function tell({ code, message, remedy }: Failure): string {
  return `\`${code}\` ${message} ${remedy}`;
}

/** What differs from run to run. */
function neutral(text: string): string {
  return text
    .replace(/[a-z]+-\d+\.registry\.test:\d+/g, 'registry.example.com')
    .replace(/[a-z]+-\d+\.registry\.test/g, 'registry.example.com')
    .replace(/left alone for (?:another )?[\d,]+ s/g, 'left alone for a while')
    .replace(/docker-local\/team\/app/g, 'team/app')
    .replace(/\|/g, '\\|');
}
