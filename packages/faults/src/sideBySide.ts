/** Does something with each, with so many at a time. Returns what each gave, in the order of the items. */
export async function sideBySide<T, R>(
  items: readonly T[],
  atATime: number,
  act: (item: T, at: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const waiting = [...items.entries()];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [at, item] = next;
      results[at] = await act(item, at);
    }
  };
  await Promise.all(Array.from({ length: atATime }, work));
  return results;
}
