import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Bench } from './Claim';

/** Does something with a bench whose directory is gone afterwards, and with it all that it was told to end. */
export async function scoped<T>(
  parent: string,
  bench: Omit<Bench, 'directory' | 'onEnd'>,
  task: (bench: Bench) => Promise<T>,
): Promise<T> {
  const directory = await mkdtemp(join(parent, 'benchmark-'));
  const endings: (() => Promise<void>)[] = [];
  try {
    return await task({
      ...bench,
      directory,
      onEnd: action => endings.unshift(action),
    });
  } finally {
    for (const end of endings) {
      await end();
    }
    await rm(directory, { recursive: true, force: true });
  }
}
