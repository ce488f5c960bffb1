import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OUTPUT } from './paths';
import { ReplicatedPortal } from './replicas/ReplicatedPortal';
import { makeCertificates } from './registries/startRegistry';
import { FaultRow, faults, providerTypes } from './table/faults';
import {
  Observation,
  observeFaults,
  SCHEDULE_S,
  waitOf,
} from './table/observeFaults';
import { compareTable } from './table/writeTable';

/** Ten seconds are promised; a machine that does much else takes a little longer. */
const PATIENCE_MS = 15_000;
/** Of the registry being well, and of what it asked to wait for being over, as is promised. */
const RECOVERY_S = 30;

/** `FAULTS_ROWS='429|token server'`: only rows whose titles match, for who works on one of them. */
const { FAULTS_ROWS } = process.env;
const chosenRows = FAULTS_ROWS
  ? faults.filter(({ title }) => new RegExp(FAULTS_ROWS).test(title))
  : faults;
const rowsOf = (type: string) =>
  chosenRows.filter(({ of = providerTypes }) => of.some(each => each === type));

/** What a failure lacks for somebody to act on. */
const untold = ({ chosen }: Observation) =>
  chosen.passed
    ? []
    : Object.entries(chosen.failure).flatMap(([part, text]) =>
        text ? [] : [part],
      );

describe('Faults of registries', () => {
  let portal: ReplicatedPortal;
  let directory: string;
  const observed = new Map<string, Map<FaultRow, Observation>>();

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'faults-'));
    const onSchedule = {
      frequency: { seconds: SCHEDULE_S },
      timeout: { minutes: 5 },
      initialDelay: { seconds: 1 },
    };
    portal = await ReplicatedPortal.start({
      name: 'registryFaults',
      settings: { schedule: { health: onSchedule, crawl: onSchedule } },
    });
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
      writeFileSync(
        join(OUTPUT, `registryFaults-${type}.json`),
        JSON.stringify(
          [...observations].map(([{ title }, seen]) => ({ title, ...seen })),
          undefined,
          1,
        ),
      );
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
        recovery: {
          health: 'healthy',
          index: 'finished',
          chosen: { passed: true },
        },
      });
      expect(seen.chosenAfterMs).toBeLessThan(PATIENCE_MS);
      // What a registry asks to wait for is waited for; a refused credential is tried on schedule only.
      const wait = waitOf(row, type);
      expect(seen.recovery.seconds).toBeGreaterThanOrEqual(wait);
      expect(seen.recovery.seconds).toBeLessThanOrEqual(wait + RECOVERY_S);
    });
  });

  it('leave nothing that nobody caught', () => {
    expect(portal.uncaught).toEqual([]);
  });

  it('are told in docs/faults.md (written anew with UPDATE_DOCS=1)', () => {
    const { document, wanted } = compareTable(observed, chosenRows);
    expect(document).toEqual(wanted);
  });
});
