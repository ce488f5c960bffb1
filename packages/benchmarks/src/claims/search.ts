import { BenchBackend } from '../backend/BenchBackend';
import { Claim, Row } from '../Claim';
import { latenciesOf, runLoad } from '../load/runLoad';
import { profile } from '../measure/profile';
import { median, percentile, spread } from '../measure/statistics';
import { startFullPortal } from './scene';

/** A keystroke of somebody who types fast. */
const KEYSTROKE_MS = 150;
const TYPISTS = 16;
const WARM_UP_SECONDS = 10;

type Typing = (concurrency: number, pauseMs: number) => Promise<number[]>;

function typingAt(backend: BenchBackend, seconds: number): Typing {
  return async (concurrency, pauseMs) =>
    latenciesOf(
      await runLoad(backend, { concurrency, seconds, pauseMs }),
      'search',
    );
}

async function measureSearch(
  type: Typing,
  what: string,
  seconds: number,
): Promise<Row[]> {
  const alone = await type(1, 0);
  const typists = await type(TYPISTS, KEYSTROKE_MS);
  const rush = await type(TYPISTS, 0);
  return [
    {
      what: `${what}: one at a time`,
      mustReach: 'p50 ≤ 8 ms',
      measured: spread(alone),
      reached: median(alone) <= 8,
    },
    {
      what: `${what}: ${TYPISTS} typists, a key every ${KEYSTROKE_MS} ms`,
      mustReach: 'p95 ≤ 25 ms',
      measured: spread(typists),
      reached: percentile(typists, 95) <= 25,
    },
    {
      what: `${what}: ${TYPISTS} at once without a pause, as many as it can answer`,
      mustReach: 'p95 ≤ 25 ms',
      measured: `${spread(rush)}, ${Math.round(
        rush.length / seconds,
      )} per second`,
      reached: percentile(rush, 95) <= 25,
    },
  ];
}

export const search: Claim = {
  title: 'Search over HTTP',
  programs: ['postgres'],
  whenMissed: `Sixteen who do not pause are answered as fast as one thread can answer, so that each waits for fifteen others: 25 ms would
    mean 1.6 ms for a whole request, most of which signature, Express and its middleware take alone (see the profile). People who type
    pause. What took longest on PostgreSQL was not what is searched: the integrations that a caller may use were read with every key (2.9 ms
    of 10), and are read once a second. A statement over 20 integrations took 2.0 ms with 61 names of each and sent as text, and takes 0.5 ms
    prepared and with 11 of each (16 are read now). What is typed on is found in what was found before, where that was everything, without asking the database.
    Sixteen without a pause were answered 209 times a second before.`,
  async measure(bench) {
    const { repositories, integrations, seconds } = bench.sizes;
    const rows: Row[] = [];
    for (const database of ['SQLite', 'PostgreSQL'] as const) {
      const { backend } = await startFullPortal(bench, { database });
      for (const permissions of [true, false]) {
        await backend.startAgain({ permissions });
        const what = `search, ${repositories.toLocaleString(
          'en-US',
        )} repositories in ${integrations} integrations, ${database}, permissions ${
          permissions ? 'enabled' : 'disabled'
        }`;
        bench.say(what);
        // What a process takes once for its first requests is not the search's.
        await runLoad(backend, {
          concurrency: TYPISTS,
          seconds: WARM_UP_SECONDS,
        });
        const lasting = Math.max(2, seconds / 4);
        const type = typingAt(backend, lasting);
        rows.push(...(await measureSearch(type, what, lasting)));
        if (permissions) {
          bench.keepProfile(
            await profile(
              backend,
              `While ${TYPISTS} type, on ${database}`,
              () => type(TYPISTS, KEYSTROKE_MS),
            ),
          );
        }
      }
      await backend.stop();
    }
    return rows;
  },
};
