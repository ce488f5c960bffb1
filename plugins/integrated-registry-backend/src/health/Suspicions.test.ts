import { Suspicions } from './Suspicions';

describe('a failure that was met elsewhere', () => {
  let now: number;

  beforeEach(() => {
    now = 1_000;
    jest.spyOn(performance, 'now').mockImplementation(() => now);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it.each([
    'NOT_FOUND',
    'RATE_LIMITED',
    'RESPONSE_TOO_LARGE',
    'CATALOG_UNAVAILABLE',
  ] as const)('is worth no check where it is %s', code => {
    const suspicions = new Suspicions();
    expect(suspicions.isWorthACheck('one', code)).toBe(false);
    // Nor does it keep others from being worth one.
    expect(suspicions.isWorthACheck('one', 'TIMED_OUT')).toBe(true);
  });

  it('is worth a check of its integration every ten seconds at most', async () => {
    const suspicions = new Suspicions();
    const ask = (id: string) => suspicions.isWorthACheck(id, 'UPSTREAM_ERROR');
    const pass = async (milliseconds: number) => {
      now += milliseconds;
      // The cache looks at the clock once a millisecond.
      await new Promise(resolve => setTimeout(resolve, 20));
    };
    expect([ask('one'), ask('one'), ask('two')]).toEqual([true, false, true]);
    await pass(9_999);
    expect([ask('one'), ask('two')]).toEqual([false, false]);
    await pass(2);
    expect([ask('one'), ask('one')]).toEqual([true, false]);
  });
});
