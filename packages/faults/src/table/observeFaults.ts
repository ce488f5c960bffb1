import { eventually, sleep } from '../eventually';
import { ReplicatedPortal, WORKSPACE } from '../replicas/ReplicatedPortal';
import { sideBySide } from '../sideBySide';
import { FaultRow, ProviderType } from './faults';
import { Choice, Failure, failureOf, readSoon, Scene, Tls } from './Scene';

/** What was seen while a fault lasted, and afterwards. */
export interface Observation {
  /** What whoever chose an image was told. */
  chosen: Choice;
  chosenAfterMs: number;
  health: { state: string; failure?: Failure; backOff?: string };
  index: { state: string; complete: boolean; failure?: Failure };
  /** Repositories that search found, by the last part of their names. */
  found: string[];
  /** In the audit log. */
  loginFailures: number;
  recovery: {
    health: string;
    index: string;
    chosen: Choice;
    seconds: number;
  };
}

/** Checks and crawls on schedule: what a refused credential waits for. */
export const SCHEDULE_S = 7_200;
/** How long registries are looked at after the last fault is gone: at most, and at least. */
const LONGEST_LOOK_S = 45;
const SHORTEST_LOOK_S = 30;
/** Integrations that are made at once: each is tested, which may take ten seconds. */
const MADE_AT_A_TIME = 4;
/** People who come at once. */
const AT_A_TIME = 12;

/**
 * Has registries of one type go wrong, all at once, each in its own way, and be well again. First
 * somebody chooses an image, then the integrations are checked, then they are crawled: what each is
 * told depends on what has met the fault before.
 */
export async function observeFaults(
  portal: ReplicatedPortal,
  type: ProviderType,
  rows: readonly FaultRow[],
  tls: Tls,
): Promise<Map<FaultRow, Observation>> {
  const scenes = await sideBySide(rows, MADE_AT_A_TIME, (row, at) =>
    Scene.open(portal, type, row, at, tls),
  );
  // Nothing is checked or crawled by itself while it is looked at.
  await portal.tasks.hold('recovery');
  const unknownNames = scenes.flatMap(({ row, host }) =>
    row.unknownName ? [host.split(':')[0]] : [],
  );
  await portal.turn({ unknownNames });
  await Promise.all(scenes.map(scene => scene.begin()));
  const choices = await sideBySide(scenes, AT_A_TIME, scene => scene.choose());
  const healths = await observeHealth(portal, scenes);
  const indexes = await sideBySide(scenes, AT_A_TIME, observeIndex);
  // It is under way when the registries are well again, as it always is.
  await portal.tasks.release('recovery');

  await portal.turn({ unknownNames: [] });
  await Promise.all(scenes.map(scene => scene.end()));
  const recovered = await observeRecovery(portal, type, scenes);

  const observations = new Map<FaultRow, Observation>();
  await sideBySide(scenes, AT_A_TIME, async (scene, at) => {
    const { health, repositoryIndex } = await scene.look();
    const { chosen, afterMs } = choices[at];
    observations.set(scene.row, {
      chosen,
      chosenAfterMs: afterMs,
      health: healths[at],
      ...indexes[at],
      loginFailures: scene.loginFailures,
      recovery: {
        health: health.state,
        index: repositoryIndex.state,
        chosen: (await scene.choose()).chosen,
        seconds: recovered.get(scene.id) ?? Infinity,
      },
    });
    await scene.remove();
  });
  return observations;
}

/** All are checked once, after the checks that the failures before have asked for. */
async function observeHealth(
  portal: ReplicatedPortal,
  scenes: readonly Scene[],
): Promise<Observation['health'][]> {
  const isChecked = () =>
    eventually('no check is under way', 90, async () => {
      const all = await lookAtAll(portal);
      return all.every(({ health }) => !health.checking);
    });
  await isChecked();
  await portal.tasks.run('health');
  await isChecked();
  return sideBySide(scenes, AT_A_TIME, async scene => {
    const { state, failure, backOff } = (await scene.look()).health;
    return {
      state,
      ...(failure && { failure: failureOf(failure) }),
      ...(backOff && { backOff: backOff.message }),
    };
  });
}

async function observeIndex(
  scene: Scene,
): Promise<Pick<Observation, 'index' | 'found'>> {
  const before = (await scene.look()).repositoryIndex;
  await scene.refresh();
  const { state, complete, failure } = await eventually(
    `the integration of "${scene.row.title}" is crawled`,
    90,
    async () => {
      const { repositoryIndex } = await scene.look();
      return (
        repositoryIndex.state !== 'crawling' &&
        repositoryIndex.startedAt !== before.startedAt &&
        repositoryIndex
      );
    },
  );
  return {
    index: { state, complete, ...(failure && { failure: failureOf(failure) }) },
    found: await scene.search(),
  };
}

/** What is waited for, in seconds, before the registry is asked again. */
export function waitOf(
  { leftAloneFor, refusesCredential }: FaultRow,
  type: ProviderType,
): number {
  return leftAloneFor ?? (refusesCredential?.includes(type) ? SCHEDULE_S : 0);
}

/**
 * Nobody presses a button: nothing is asked of the integrations but how they are.
 *
 * @returns after how many seconds each was well, by the id of its integration: those by which the
 * clocks were turned, and those since
 */
async function observeRecovery(
  portal: ReplicatedPortal,
  type: ProviderType,
  scenes: readonly Scene[],
): Promise<Map<string, number>> {
  const waits = scenes.map(({ row }) => waitOf(row, type));
  const recovered = new Map<string, number>();
  let turned = 0;
  for (const seconds of [...new Set([0, ...waits])].sort((a, b) => a - b)) {
    if (seconds > 0) {
      await portal.turnClocks((seconds - turned) * 1_000);
      turned = seconds;
    }
    const isWaitedFor = (at: number) =>
      waits[at] <= seconds && !recovered.has(scenes[at].id);
    const began = performance.now();
    const passed = () => (performance.now() - began) / 1_000;
    // What is to be left alone is seen to be left alone before the clocks are turned.
    const shortest =
      seconds === 0 && waits.some(wait => wait > 0) ? SHORTEST_LOOK_S : 0;
    while (
      passed() < shortest ||
      ([...scenes.keys()].some(isWaitedFor) && passed() < LONGEST_LOOK_S)
    ) {
      await sleep(500);
      const all = await lookAtAll(portal);
      const after = turned + passed();
      for (const integration of all) {
        const { id } = integration;
        if (!recovered.has(id) && isWell(integration, portal.now())) {
          recovered.set(id, after);
        }
      }
    }
  }
  return recovered;
}

function isWell({ health, repositoryIndex }: any, now: number): boolean {
  return (
    health.state === 'healthy' &&
    !(Date.parse(health.backOff?.until) > now) &&
    repositoryIndex.state === 'finished'
  );
}

async function lookAtAll(portal: ReplicatedPortal): Promise<any[]> {
  const { items } = await readSoon(
    portal,
    `GET /integrations?workspace=${WORKSPACE}&limit=100`,
  );
  return items;
}
