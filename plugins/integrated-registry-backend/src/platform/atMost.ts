import { setTimeout as sleep } from 'node:timers/promises';

/** Waits for something, but no longer; it goes on. */
export async function atMost(
  milliseconds: number,
  work: Promise<unknown>,
): Promise<void> {
  const over = new AbortController();
  const { signal } = over;
  await Promise.race([
    work,
    sleep(milliseconds, undefined, { ref: false, signal }).catch(
      () => undefined,
    ),
  ]).finally(() => over.abort());
}
