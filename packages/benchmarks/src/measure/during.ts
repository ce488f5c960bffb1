import { setTimeout as sleep } from 'node:timers/promises';
import { BenchBackend } from '../backend/BenchBackend';

/** The most resident memory while something is done, in bytes. */
export async function mostMemory(
  backend: BenchBackend,
  task: () => Promise<unknown>,
): Promise<number> {
  let most = 0;
  let over = false;
  const watch = (async () => {
    while (!over) {
      most = Math.max(most, (await backend.readVitals()).rssBytes);
      await sleep(200);
    }
  })();
  await task().finally(() => {
    over = true;
  });
  await watch;
  return most;
}

/** What is measured again and again for as long as a task lasts. */
export async function duringTask(
  task: Promise<unknown>,
  measure: () => Promise<readonly number[]>,
): Promise<number[]> {
  let over = false;
  const end = task.finally(() => {
    over = true;
  });
  const all: number[] = [];
  while (!over) {
    const measured = await measure();
    // What was measured when it was over says nothing, unless it was over so soon that there is nothing else.
    if (!over || all.length === 0) {
      all.push(...measured);
    }
  }
  await end;
  return all;
}
