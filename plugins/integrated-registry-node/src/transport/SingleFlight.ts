import { orAborted } from '../timing';

interface Flight<TResult, TShared> {
  result: Promise<TResult>;
  shared: TShared;
  controller: AbortController;
  callers: number;
}

/**
 * Lets identical calls share one run. A caller that aborts only leaves; the run is aborted when no
 * caller is left.
 */
export class SingleFlight<TResult, TShared> {
  readonly #flights = new Map<string, Flight<TResult, TShared>>();

  /**
   * @param shared - what `start` and `join` work on; made anew for each run
   * @param join - called for each caller after the first one
   */
  async run(
    key: string,
    signal: AbortSignal,
    how: {
      shared: () => TShared;
      start: (shared: TShared, signal: AbortSignal) => Promise<TResult>;
      join: (shared: TShared) => void;
    },
  ): Promise<TResult> {
    signal.throwIfAborted();
    let flight = this.#flights.get(key);
    if (flight) {
      how.join(flight.shared);
    } else {
      const controller = new AbortController();
      const shared = how.shared();
      const started: Flight<TResult, TShared> = {
        controller,
        shared,
        callers: 0,
        result: how.start(shared, controller.signal).finally(() => {
          if (this.#flights.get(key) === started) {
            this.#flights.delete(key);
          }
        }),
      };
      flight = started;
      this.#flights.set(key, flight);
    }
    flight.callers += 1;
    try {
      return await orAborted(flight.result, signal);
    } finally {
      flight.callers -= 1;
      if (flight.callers === 0) {
        if (this.#flights.get(key) === flight) {
          this.#flights.delete(key);
        }
        flight.controller.abort();
      }
    }
  }
}
