import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { collectGarbage, MEBIBYTE } from './heldMemory';

/** Looks at the process this often, in milliseconds. */
const RESOLUTION = 5;

export interface Cost {
  /** The longest time at once that nobody else had a turn, in milliseconds. */
  heldMs: number;
  /** What was held at most at one time beyond what was held before, in bytes. */
  peakBytes: number;
}

/**
 * What something costs this process. Memory that nobody holds any more is counted as long as that
 * stays within the limit; beyond it, the same is done again, and what is free is collected at each
 * look.
 */
export async function measureCost(
  action: () => Promise<unknown>,
  limits: { peakBytes: number } = { peakBytes: 32 * MEBIBYTE },
): Promise<Cost> {
  const first = await measureOnce(action, false);
  if (first.peakBytes <= limits.peakBytes) {
    return first;
  }
  const { peakBytes } = await measureOnce(action, true);
  return { ...first, peakBytes };
}

async function measureOnce(
  action: () => Promise<unknown>,
  collects: boolean,
): Promise<Cost> {
  collectGarbage();
  const before = held();
  let peakBytes = 0;
  const look = () => {
    if (collects) {
      collectGarbage();
    }
    peakBytes = Math.max(peakBytes, held() - before);
  };
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION });
  delays.enable();
  await sleep(2 * RESOLUTION);
  delays.reset();
  const timer = setInterval(look, RESOLUTION);
  try {
    await action();
  } finally {
    look();
    await sleep(2 * RESOLUTION);
    clearInterval(timer);
    delays.disable();
  }
  return { heldMs: Math.max(0, delays.max / 1e6 - RESOLUTION), peakBytes };
}

function held(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
