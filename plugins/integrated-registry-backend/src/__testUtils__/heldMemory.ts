import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

export const MEBIBYTE = 1024 * 1024;

setFlagsFromString('--expose-gc');
const gc: (how: object) => void = runInNewContext('gc');

/** All of it, what only waits to be swept or finalized included. */
export function collectGarbage(): void {
  gc({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}

/** What is held, in bytes, when nothing more is let go of. */
export async function heldMemory(): Promise<number> {
  let before = Infinity;
  for (let round = 0; round < 20; round++) {
    // Sockets and timers let go of things when they get their turn.
    await new Promise(resolve => setTimeout(resolve, 10));
    collectGarbage();
    const { heapUsed } = process.memoryUsage();
    if (round >= 2 && before - heapUsed < MEBIBYTE / 16) {
      return heapUsed;
    }
    before = heapUsed;
  }
  return before;
}
