/** Reads again and again until the value is as wanted, and returns it. */
export async function until<T>(
  read: () => Promise<T>,
  isWanted: (value: T) => boolean,
): Promise<T> {
  for (;;) {
    const value = await read();
    if (isWanted(value)) {
      return value;
    }
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}
