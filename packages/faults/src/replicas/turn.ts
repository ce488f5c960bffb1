// Loaded into a replica before anything else: its clock can be turned, and it knows the names of the
// registries of the tests.
import { promises as dns } from 'node:dns';

export interface Turn {
  /** The clock goes so many milliseconds ahead of the machine's. */
  aheadMs?: number;
  /** Names of registries that do not resolve from now on. */
  unknownNames?: string[];
}

/** Resolve to this machine. */
const NAMES = '.registry.test';

let aheadMs = 0;
let unknownNames: string[] = [];

process.on('message', (turn: Turn | string) => {
  if (typeof turn === 'string') {
    return;
  }
  turnTimers((turn.aheadMs ?? aheadMs) - aheadMs);
  aheadMs = turn.aheadMs ?? aheadMs;
  unknownNames = turn.unknownNames ?? unknownNames;
  process.send?.({ turned: aheadMs });
});

globalThis.Date = new Proxy(Date, {
  construct: (target, values, newTarget) =>
    Reflect.construct(
      target,
      values.length > 0 ? values : [target.now() + aheadMs],
      newTarget,
    ),
  get: (target, key) =>
    key === 'now' ? () => target.now() + aheadMs : Reflect.get(target, key),
});

const elapsed = performance.now.bind(performance);
performance.now = () => elapsed() + aheadMs;

/** What waits for less than this is not worth turning. */
const LONG_MS = 5_000;
/** Timers that are waiting, and when they go off by the turned clock. */
const waiting = new Map<NodeJS.Timeout, number>();
const { setTimeout: begin, clearTimeout: end } = globalThis;

globalThis.setTimeout = Object.assign(
  (callback: (...values: unknown[]) => void, ms = 0, ...values: unknown[]) => {
    if (ms < LONG_MS) {
      return begin(callback, ms, ...values);
    }
    const timer: NodeJS.Timeout = begin(() => {
      waiting.delete(timer);
      callback(...values);
    }, ms);
    waiting.set(timer, performance.now() + ms);
    return timer;
  },
  begin,
) as typeof setTimeout;
globalThis.clearTimeout = timer => {
  waiting.delete(timer as NodeJS.Timeout);
  end(timer);
};

function turnTimers(byMs: number): void {
  for (const [timer, at] of byMs > 0 ? waiting : []) {
    // The time it has been given, which a refresh goes by.
    Object.assign(timer, {
      _idleTimeout: Math.max(1, at - performance.now() - byMs),
    });
    timer.refresh();
  }
}

const lookup = dns.lookup;
dns.lookup = (async (name: string, options: { all: true }) => {
  if (!name.endsWith(NAMES)) {
    return lookup(name, options);
  }
  if (unknownNames.includes(name)) {
    throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), {
      code: 'ENOTFOUND',
      syscall: 'getaddrinfo',
      hostname: name,
    });
  }
  return [{ address: '127.0.0.1', family: 4 }];
}) as typeof dns.lookup;
