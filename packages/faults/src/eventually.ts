/**
 * Waits until something holds, and returns it.
 *
 * @param what - what is waited for, for whoever reads the error
 * @param check - looked at again until it is neither false nor undefined
 * @throws where it takes longer
 */
export async function eventually<T>(
  what: string,
  seconds: number,
  check: () => Promise<T | false | undefined>,
): Promise<T> {
  const deadline = performance.now() + seconds * 1_000;
  for (;;) {
    const found = await check();
    if (found !== false && found !== undefined) {
      return found;
    }
    if (performance.now() > deadline) {
      throw new Error(`Waited ${seconds} s in vain until ${what}`);
    }
    await sleep(200);
  }
}

export function sleep(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds));
}
