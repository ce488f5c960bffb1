/**
 * A clock that each test turns: `Date.now()` jumps, while requests and timers go on as they do. Hooks
 * that are registered later run on it.
 */
export function useTurnedClock() {
  beforeEach(() => {
    jest.useFakeTimers({
      now: Date.now(),
      doNotFake: [
        'hrtime',
        'nextTick',
        'performance',
        'queueMicrotask',
        'setImmediate',
        'clearImmediate',
        'setInterval',
        'clearInterval',
        'setTimeout',
        'clearTimeout',
      ],
    });
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  return {
    /** Moves the clock on by `ms`. */
    turn: (ms: number) => jest.setSystemTime(Date.now() + ms),
  };
}
