import { RegistryFailure } from 'backstage-plugin-integrated-registry-common';
import { eventually, sleep } from '../eventually';
import { Certificates } from '../registries/HostileRegistry';
import { startRegistry } from '../registries/startRegistry';
import { ReplicatedPortal, WORKSPACE } from '../replicas/ReplicatedPortal';
import { FaultRow, ProviderType } from './faults';

export type Failure = Pick<RegistryFailure, 'code' | 'message' | 'remedy'>;

/** What was seen while a fault lasted, and afterwards. */
export interface Observation {
  /** What whoever chose an image was told. */
  chosen:
    | { passed: true; failure?: never }
    | { passed: false; failure: Failure };
  chosenAfterMs: number;
  health: { state: string; failure?: Failure; backOff?: string };
  index: { state: string; complete: boolean; failure?: Failure };
  /** Repositories that search found, by the last part of their names. */
  found: string[];
  /** In the audit log. */
  loginFailures: number;
  recovery: {
    health: string;
    chosen: Observation['chosen'];
    seconds: number;
  };
}

interface Scene extends Awaited<ReturnType<typeof startRegistry>> {
  row: FaultRow;
  id: string;
  /**
   * The replica that is asked, always the same: what each remembers of a registry, such as tokens, is
   * its own, and tells in part what people read.
   */
  at: string;
}

/** How long registries are looked at after the last fault is gone. */
const RECOVERY_S = 45;
/** What a refused credential waits for: the next check on schedule. */
const SCHEDULE_S = 300;

/** Has registries of one type go wrong, all at once, each in its own way, and be well again. */
export async function observeFaults(
  portal: ReplicatedPortal,
  type: ProviderType,
  rows: readonly FaultRow[],
  tls: { authority: string; certificates: Certificates },
): Promise<Map<FaultRow, Observation>> {
  const scenes = await Promise.all(
    rows.map((row, at) => open(portal, type, row, at, tls)),
  );
  await Promise.all(scenes.map(({ id }) => portal.crawled(id)));

  const unknownNames = scenes.flatMap(({ row, host }) =>
    row.unknownName ? [host.split(':')[0]] : [],
  );
  portal.turn({ unknownNames });
  await Promise.all(
    scenes.map(({ registry, row }) => registry.setFault(row.fault)),
  );
  const seen = await Promise.all(scenes.map(scene => observe(portal, scene)));

  portal.turn({ unknownNames: [] });
  await Promise.all(scenes.map(({ registry }) => registry.setFault({})));
  const well = performance.now();
  const recovered = new Map<string, number>();
  const watch = (seconds: number, watched: readonly Scene[]) =>
    watchRecovery(portal, watched, seconds, id =>
      recovered.set(id, Math.ceil((performance.now() - well) / 1_000)),
    );
  const waiting = ({ leftAloneFor, refusesCredential }: FaultRow) =>
    leftAloneFor ?? (refusesCredential?.includes(type) ? SCHEDULE_S : 0);
  await watch(
    RECOVERY_S,
    scenes.filter(({ row }) => waiting(row) === 0),
  );
  let turned = 0;
  for (const seconds of [...new Set(rows.map(waiting))].sort((a, b) => a - b)) {
    if (seconds > 0) {
      await portal.turnClocks((seconds - turned) * 1_000);
      turned = seconds;
      await watch(
        RECOVERY_S,
        scenes.filter(({ row }) => waiting(row) === seconds),
      );
    }
  }

  const observations = new Map<FaultRow, Observation>();
  for (const [at, scene] of scenes.entries()) {
    const { health } = await portal.ask(`GET /integrations/${scene.id}`);
    const { chosen } = await choose(portal, scene);
    observations.set(scene.row, {
      ...seen[at],
      loginFailures: loginFailures(portal, scene),
      recovery: {
        health: health.state,
        chosen,
        seconds: recovered.get(scene.id) ?? Infinity,
      },
    });
    await remove(portal, scene);
  }
  return observations;
}

async function open(
  portal: ReplicatedPortal,
  type: ProviderType,
  row: FaultRow,
  at: number,
  {
    authority,
    certificates,
  }: { authority: string; certificates: Certificates },
): Promise<Scene> {
  const started = await startRegistry(type, `${type}-${at}`, {
    now: () => portal.now(),
    ...(row.secure && { certificates }),
  });
  const replica = portal.replicas[at % portal.replicas.length].url;
  const id = await portal.integrate(
    {
      ...started.integration,
      ...(row.secure && { tls: { caCertificate: authority } }),
    },
    replica,
  );
  return { ...started, row, id, at: replica };
}

async function observe(
  portal: ReplicatedPortal,
  scene: Scene,
): Promise<Omit<Observation, 'loginFailures' | 'recovery'>> {
  const { id, at } = scene;
  const before = await portal.ask(`GET /integrations/${id}`);
  const { chosen, afterMs } = await choose(portal, scene);
  await portal.ask(`POST /integrations/${id}/refresh`, undefined, { at });
  const { health, repositoryIndex } = await eventually(
    `the integration of "${scene.row.title}" is checked`,
    90,
    async () => {
      const now = await portal.ask(`GET /integrations/${id}`);
      const checked =
        now.health.backOff !== undefined ||
        now.health.checkedAt !== before.health.checkedAt;
      const { state, startedAt } = now.repositoryIndex;
      const crawled =
        state !== 'crawling' && startedAt !== before.repositoryIndex.startedAt;
      return checked && crawled && now;
    },
  );
  const found = await portal.ask(
    `GET /repositories?workspace=${WORKSPACE}&integration=${id}`,
    undefined,
    { as: 'member' },
  );
  return {
    chosen,
    chosenAfterMs: afterMs,
    health: {
      state: health.state,
      ...(health.failure && { failure: failureOf(health.failure) }),
      ...(health.backOff && { backOff: health.backOff.message }),
    },
    index: {
      state: repositoryIndex.state,
      complete: repositoryIndex.complete,
      ...(repositoryIndex.failure && {
        failure: failureOf(repositoryIndex.failure),
      }),
    },
    found: found.items
      .map(({ name }: { name: string }) => name.split('/').at(-1))
      .sort(),
  };
}

async function choose(
  portal: ReplicatedPortal,
  { id, repository, at }: Scene,
): Promise<{ chosen: Observation['chosen']; afterMs: number }> {
  const began = performance.now();
  const { status, body } = await portal.call(
    'POST /images/resolve',
    {
      workspace: WORKSPACE,
      selection: { integrationId: id, repository, tag: '1.0.0' },
    },
    { as: 'member', at },
  );
  const afterMs = performance.now() - began;
  return status === 200
    ? { chosen: { passed: true }, afterMs }
    : { chosen: { passed: false, failure: failureOf(body.error) }, afterMs };
}

/** Nobody presses a button: nothing is asked of the integrations but how they are. */
async function watchRecovery(
  portal: ReplicatedPortal,
  scenes: readonly Scene[],
  seconds: number,
  onRecovered: (id: string) => void,
): Promise<void> {
  const waiting = new Set(scenes.map(({ id }) => id));
  const deadline = performance.now() + seconds * 1_000;
  while (waiting.size > 0 && performance.now() < deadline) {
    await sleep(500);
    const { items } = await portal.ask(
      `GET /integrations?workspace=${WORKSPACE}&limit=100`,
    );
    for (const { id, health } of items) {
      const isWell =
        health.state === 'healthy' &&
        !(Date.parse(health.backOff?.until) > portal.now());
      if (waiting.has(id) && isWell) {
        waiting.delete(id);
        onRecovered(id);
      }
    }
  }
}

function loginFailures(portal: ReplicatedPortal, { id }: Scene): number {
  return portal.log
    .split('\n')
    .filter(
      line =>
        line.includes('"login-failure"') &&
        line.includes('"status":"failed"') &&
        line.includes(id),
    ).length;
}

async function remove(portal: ReplicatedPortal, { id, registry }: Scene) {
  await portal.remove(id);
  await registry.stop();
}

function failureOf({ code, message, remedy }: Failure): Failure {
  return { code, message, remedy };
}
