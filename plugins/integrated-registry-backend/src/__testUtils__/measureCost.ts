import { setTimeout as sleep } from 'node:timers/promises';
import { busyMs } from 'registry-simulator';
import { collectGarbage, MEBIBYTE } from './heldMemory';

/** Looks at the process this often, in milliseconds. */
const RESOLUTION = 5;

export interface Cost {
  /**
   * The longest time at once that nobody else had a turn, in milliseconds. Where Node.js tells the
   * time that the thread was on a processor (24 does), waiting for one is not counted.
   */
  heldMs: number;
  /** What was held at most at one time beyond what was held before, in bytes. */
  peakBytes: number;
}

/** What a call may cost: ten times what is claimed and measured by the benchmarks, and more. */
export class CostLimits {
  readonly #limits: Record<string, number>;

  /** `more` are limits of other costs, by their names. */
  constructor(more: Record<string, number>) {
    this.#limits = { heldMs: 500, peakBytes: 32 * MEBIBYTE, ...more };
  }

  /** Each cost that is beyond its limit, and `bounded` for the others. */
  compare(costs: Record<string, number>): Record<string, number | 'bounded'> {
    return Object.fromEntries(
      Object.entries(this.#limits).map(([name, limit]) => [
        name,
        costs[name] > limit ? costs[name] : 'bounded',
      ]),
    );
  }

  /** What `compare` returns where no cost is beyond its limit. */
  get bounded() {
    return this.compare(this.#limits);
  }
}

/** Looked at by a timer, which gets its turn between two of others. */
class Turns {
  #longest = 0;
  #last = busyMs();

  get longestMs(): number {
    return this.#longest;
  }

  look(): void {
    this.#longest = Math.max(this.#longest, busyMs() - this.#last);
  }

  /** What has been done since the last look is not counted. */
  leaveOut(): void {
    this.#last = busyMs();
  }
}

/**
 * What something costs this process. Memory that nobody holds any more is counted as long as that
 * stays within the limit; beyond it, what is free is collected before it is counted.
 */
export async function measureCost(
  action: () => Promise<unknown>,
  limits: { peakBytes: number } = { peakBytes: 32 * MEBIBYTE },
): Promise<Cost> {
  collectGarbage();
  const before = held();
  let peakBytes = 0;
  const turns = new Turns();
  const look = () => {
    turns.look();
    if (held() - before > limits.peakBytes) {
      collectGarbage();
    }
    peakBytes = Math.max(peakBytes, held() - before);
    turns.leaveOut();
  };
  await sleep(2 * RESOLUTION);
  turns.leaveOut();
  const timer = setInterval(look, RESOLUTION);
  try {
    await action();
  } finally {
    look();
    clearInterval(timer);
  }
  return { heldMs: turns.longestMs, peakBytes };
}

function held(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
