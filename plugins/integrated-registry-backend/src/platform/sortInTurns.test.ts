import { mapInTurns, sortInTurns } from './sortInTurns';

/** The same numbers in every run. */
function numbers(count: number): number[] {
  let state = 1;
  return Array.from({ length: count }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return state % 1_000;
  });
}

it.each([0, 1, 999, 1_000, 1_001, 2_500, 20_000])(
  'sorts %d items as sort does, the equal ones in their order',
  async count => {
    const items = numbers(count).map((key, at) => ({ key, at }));
    const compare = (a: { key: number }, b: { key: number }) => a.key - b.key;
    expect(await sortInTurns(items, compare)).toEqual([...items].sort(compare));
  },
);

it('lets others have their turn', async () => {
  let turns = 0;
  let done = false;
  const others = () => {
    turns += 1;
    if (!done) {
      setImmediate(others);
    }
  };
  setImmediate(others);
  let steps = 0;
  let most = 0;
  let last = turns;
  const count = () => {
    steps = last === turns ? steps + 1 : 1;
    last = turns;
    most = Math.max(most, steps);
  };
  const mapped = await mapInTurns(numbers(20_000), key => {
    count();
    return key;
  });
  await sortInTurns(mapped, (a, b) => {
    count();
    return a - b;
  });
  done = true;
  expect(most).toBeLessThan(15_000);
  expect(turns).toBeGreaterThan(40);
});
