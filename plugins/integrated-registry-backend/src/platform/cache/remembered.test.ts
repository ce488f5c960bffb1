import { DocumentTable } from 'registry-simulator';
import { Remembered, remembered } from './remembered';

const document = new DocumentTable(
  'operate.md',
  '<!-- What is cached: written by the tests; do not edit it. -->',
  '<!-- End of what is cached. -->',
);

const PLACES: Record<Remembered['where'], string> = {
  cache: 'cache service',
  process: 'each replica',
  database: 'database',
};
const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

function duration(ms: number | undefined): string {
  const [unit, length] = UNITS.find(([, size]) => (ms ?? 0) >= size) ?? [];
  if (ms === undefined || length === undefined) {
    return '';
  }
  const count = ms / length;
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

function table(): string[] {
  return [
    '| What | Where | Fresh | Then shown while it is refreshed | Kept while the registry does not answer | Removed early |',
    '| - | - | - | - | - | - |',
    ...Object.values<Remembered>(remembered).map(
      ({ what, where, freshMs, staleMs, keptMs, until }) =>
        `| ${[
          what,
          PLACES[where],
          duration(freshMs),
          duration(staleMs),
          duration(keptMs),
          until,
        ].join(' | ')} |`,
    ),
  ];
}

describe('what is cached', () => {
  it('is what docs/operate.md says (written anew with UPDATE_DOCS=1)', () => {
    const { actual, wanted } = document.compare(table());
    expect(actual).toBe(wanted);
  });
});
