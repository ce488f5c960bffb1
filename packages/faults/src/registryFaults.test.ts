import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ReplicatedPortal } from './replicas/ReplicatedPortal';
import { makeCertificates } from './registries/startRegistry';
import { FaultRow, faults, providerTypes } from './table/faults';
import { Observation, observeFaults } from './table/observeFaults';
import { compareTable } from './table/writeTable';

/** Ten seconds and thirty are promised; a machine that does much else takes a little longer. */
const PATIENCE_MS = 25_000;
const RECOVERY_S = 40;

const rowsOf = (type: string) =>
  faults.filter(({ of = providerTypes }) => of.some(each => each === type));

/** What a failure lacks for somebody to act on. */
const untold = ({ chosen }: Observation) =>
  chosen.passed
    ? []
    : Object.entries(chosen.failure).flatMap(([part, text]) =>
        text ? [] : [part],
      );

/**
 * Without what people and health are told: which request meets a fault first, and so which words it
 * is told in, differs from run to run in a few rows.
 */
function withoutWords(document: string): string[] {
  return document.split('\n').map(line => {
    const cells = line.split(' | ');
    return cells.length === 6
      ? [...cells.slice(0, 2), ...cells.slice(4)].join(' | ')
      : line;
  });
}

describe('Faults of registries', () => {
  let portal: ReplicatedPortal;
  let directory: string;
  const observed = new Map<string, Map<FaultRow, Observation>>();

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'faults-'));
    portal = await ReplicatedPortal.start({ name: 'registryFaults' });
  });

  afterAll(async () => {
    await portal?.stop();
    await rm(directory, { recursive: true, force: true });
  });

  it('are at least 40', () => {
    expect(faults.length).toBeGreaterThanOrEqual(40);
    expect(new Set(faults.map(({ title }) => title)).size).toBe(faults.length);
  });

  describe.each(providerTypes)('of the type %s', type => {
    const rows = rowsOf(type);
    let observations: Map<FaultRow, Observation>;

    beforeAll(async () => {
      const tls = await makeCertificates(join(directory, type));
      observations = await observeFaults(portal, type, rows, tls);
      observed.set(type, observations);
    });

    it.each(rows)('$title', row => {
      const seen = observations.get(row)!;
      // Whoever chooses an image is told why that fails.
      expect(untold(seen)).toEqual([]);
      expect(seen).toMatchObject({
        // Search goes on with what is known.
        found: ['api', 'app', 'web'],
        loginFailures: row.refusesCredential?.includes(type) ? 1 : 0,
        // Afterwards all is as before, by itself.
        recovery: { health: 'healthy', chosen: { passed: true } },
      });
      expect(seen.chosenAfterMs).toBeLessThan(PATIENCE_MS);
      expect(seen.recovery.seconds).toBeLessThanOrEqual(
        // What the registry asked to wait for, and what is tried on schedule only, is after that.
        row.leftAloneFor || row.refusesCredential?.includes(type)
          ? Infinity
          : RECOVERY_S,
      );
    });
  });

  it('leave nothing that nobody caught', () => {
    expect(portal.uncaught).toEqual([]);
  });

  it('are told in docs/faults.md (written anew with UPDATE_DOCS=1)', () => {
    const { document, wanted } = compareTable(observed);
    expect(withoutWords(document)).toEqual(withoutWords(wanted));
  });
});
