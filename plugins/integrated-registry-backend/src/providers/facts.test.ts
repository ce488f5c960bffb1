import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DocumentTable } from 'registry-simulator';
import { Fact, facts, Handling, ProviderType, providerTypes } from './facts';

const document = new DocumentTable(
  'providers.md',
  '<!-- The table is written by the tests; do not edit it. -->',
  '<!-- End of the table. -->',
);
const TITLES: Record<ProviderType, string> = {
  docker: 'Docker Registry',
  harbor: 'Harbor',
  jfrog: 'JFrog Artifactory',
};

/** The facts that titles of tests name: `(fact 7)`, `(facts 8, 24)`. */
function factsTested(folder: string): Set<number> {
  return new Set(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter(file => file.endsWith('.test.ts'))
      .flatMap(file => [
        ...readFileSync(join(folder, file), 'utf8').matchAll(
          /\(facts? (\d+(?:, \d+)*)\)/g,
        ),
      ])
      .flatMap(([, numbers]) => numbers.split(', ').map(Number)),
  );
}

/** What every provider stands on. */
const inShared = factsTested(
  resolve(__dirname, '../../../integrated-registry-node/src'),
);
const inProvider = new Map(
  providerTypes.map(type => [type, factsTested(join(__dirname, type))]),
);

const cell = (handling: Handling): string => {
  if (handling === 'yes') {
    return 'yes';
  }
  if (handling === 'shared') {
    return 'yes, shared';
  }
  return 'notPossible' in handling
    ? `not possible: ${handling.notPossible}`
    : `– ${handling.notApplicable}`;
};

function table(): string[] {
  const row = ({ number, fact, handling }: Fact) =>
    [number, fact, ...providerTypes.map(type => cell(handling[type]))].join(
      ' | ',
    );
  return [
    `| | How registries behave | ${providerTypes
      .map(type => TITLES[type])
      .join(' | ')} |`,
    `| - | - |${' - |'.repeat(providerTypes.length)}`,
    ...facts.map(fact => `| ${row(fact)} |`),
  ];
}

/** The numbers of the facts of which this is so. */
const numbersOf = (is: (fact: Fact) => boolean) =>
  facts.filter(is).map(({ number }) => number);

describe('The table of facts', () => {
  it('has every fact once, and tests name no other', () => {
    const all = Array.from({ length: 28 }, (_, at) => at + 1);
    expect(facts.map(({ number }) => number)).toEqual(all);
    const named = [inShared, ...inProvider.values()].flatMap(set => [...set]);
    expect(named.filter(number => !all.includes(number))).toEqual([]);
  });

  describe.each(providerTypes)('for %s', type => {
    const own = inProvider.get(type) ?? new Set();

    it('claims for itself what a test of its own shows', () => {
      const untested = numbersOf(
        ({ number, handling }) => handling[type] === 'yes' && !own.has(number),
      );
      expect(untested).toEqual([]);
    });

    it('has no test of what it does not claim', () => {
      const unclaimed = numbersOf(
        ({ number, handling }) =>
          typeof handling[type] === 'object' && own.has(number),
      );
      expect(unclaimed).toEqual([]);
    });

    it('claims as shared what a test of the shared code shows', () => {
      const untested = numbersOf(
        ({ number, handling }) =>
          handling[type] === 'shared' && !inShared.has(number),
      );
      expect(untested).toEqual([]);
    });
  });

  it('is the one in docs/providers.md (rewritten with UPDATE_DOCS=1)', () => {
    const { actual, wanted } = document.compare(table());
    expect(actual).toBe(wanted);
  });
});
