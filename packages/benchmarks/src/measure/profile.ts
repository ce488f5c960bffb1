import type { Profiler } from 'node:inspector';
import { BenchBackend } from '../backend/BenchBackend';

/** Where the backend's time went. */
export interface Profile {
  what: string;
  /** Percent of the time in which its thread had nothing to do. */
  idle: number;
  /** Percent of the rest, the largest first. */
  parts: { part: string; share: number }[];
}

/** Not counted: nobody measures in production. */
const PROFILER = 'profiler';

/** By the address of a script; the first that fits says what part it is. */
const PARTS: readonly (readonly [RegExp, string])[] = [
  [/SqliteStatements|\/better-sqlite3\//, 'SQLite'],
  [/\/repository-index\//, 'search: statements, ranking'],
  [
    /integrated-registry-node\/src\/(oci|provider)\//,
    'reading the registry’s answers',
  ],
  [/integrated-registry-node\/src\/transport\//, 'requests it sends'],
  [/images\/tags\//, 'sorting and searching tags'],
  [/plugins\/integrated-registry-[^/]+\/src\//, 'the rest of the plugin'],
  [/\/node_modules\/pg[-/]/, 'the client of PostgreSQL'],
  [/\/node_modules\/(knex|tarn)\//, 'knex: building statements, its pool'],
  [
    /\/node_modules\/jose\/|node:internal\/crypto\//,
    'checking callers’ signatures',
  ],
  [/\/node_modules\/(@keyv|keyv|cacheable)/, 'the cache service'],
  [/\/node_modules\/(node-fetch|undici)\//, 'requests it sends'],
  [/benchmarks\/src\//, PROFILER],
  [/\/node_modules\//, 'Express, its middleware, other packages'],
];
const IDLE = '(idle)';
const NODE = 'Node.js: HTTP, sockets, timers';
/** What V8 calls that which is no script. */
const OWN_PARTS = new Map([
  ['(garbage collector)', 'garbage collection'],
  ['(program)', NODE],
]);

/** What the backend does while `work` goes on. It is slower meanwhile: measure another time. */
export async function profile(
  backend: BenchBackend,
  what: string,
  work: () => Promise<unknown>,
): Promise<Profile> {
  await backend.startProfile();
  await work();
  return { what, ...summarize(await backend.stopProfile()) };
}

function summarize({
  nodes,
  samples = [],
  timeDeltas = [],
}: Profiler.Profile): Omit<Profile, 'what'> {
  const parts = partsOf(nodes);
  const times = new Map<string, number>();
  samples.forEach((id, at) => {
    const part = parts.get(id) ?? NODE;
    times.set(part, (times.get(part) ?? 0) + timeDeltas[at]);
  });
  const idle = times.get(IDLE) ?? 0;
  times.delete(IDLE);
  times.delete(PROFILER);
  const busy = [...times.values()].reduce((sum, time) => sum + time, 0);
  return {
    idle: percent(idle, idle + busy),
    parts: [...times]
      .map(([part, time]) => ({ part, share: percent(time, busy) }))
      .filter(({ share }) => share > 0)
      .sort((a, b) => b.share - a.share),
  };
}

/** What Node.js does is done for the nearest script that called it. */
function partsOf(nodes: readonly Profiler.ProfileNode[]): Map<number, string> {
  const callers = new Map<number, Profiler.ProfileNode>();
  for (const node of nodes) {
    node.children?.forEach(child => callers.set(child, node));
  }
  return new Map(
    nodes.map(node => {
      const { functionName } = node.callFrame;
      if (functionName === IDLE) {
        return [node.id, functionName];
      }
      let part = OWN_PARTS.get(functionName);
      for (
        let at: Profiler.ProfileNode | undefined = node;
        at && part === undefined;
        at = callers.get(at.id)
      ) {
        const { url } = at.callFrame;
        part = PARTS.find(([pattern]) => pattern.test(url))?.[1] ?? part;
      }
      return [node.id, part ?? NODE];
    }),
  );
}

function percent(part: number, whole: number): number {
  return whole > 0 ? Math.round((100 * part) / whole) : 0;
}
