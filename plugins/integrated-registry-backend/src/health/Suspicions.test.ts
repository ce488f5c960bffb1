import { Suspicions } from './Suspicions';

describe('a failure that was met elsewhere', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
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

  it('is worth a check of its integration every ten seconds at most', () => {
    const suspicions = new Suspicions();
    const ask = (id: string) => suspicions.isWorthACheck(id, 'UPSTREAM_ERROR');
    expect([ask('one'), ask('one'), ask('two')]).toEqual([true, false, true]);
    jest.advanceTimersByTime(9_999);
    expect([ask('one'), ask('two')]).toEqual([false, false]);
    jest.advanceTimersByTime(1);
    expect([ask('one'), ask('one')]).toEqual([true, false]);
  });
});
