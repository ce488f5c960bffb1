import { message } from 'backstage-plugin-integrated-registry-common';
import { RegistryError } from '../errors';
import { TransportPriority } from './HttpTransport';

/** @public */
export interface TransportLimits {
  /** Requests at a time; default 8. */
  maxConcurrent?: number;
  /** Refill of the token bucket; default 50. */
  requestsPerSecond?: number;
  /** Size of the token bucket; default twice the requests per second. */
  burst?: number;
  /** Requests that may wait for their turn; what comes then fails with `RATE_LIMITED`. Default 1,000. */
  maxQueued?: number;
}

/**
 * A place in the queue. Its priority may be raised while it waits.
 *
 * @internal
 */
export interface Ticket {
  priority: TransportPriority;
  /** When nobody waits for it any more, by `performance.now()`. */
  endsAt: number;
}

interface Waiting {
  ticket: Ticket;
  start: (asWhat: TransportPriority) => void;
  refuse: (reason: Error) => void;
}

/** No registry is left alone for longer on its word, in milliseconds. */
const MAX_BACK_OFF_MS = 60 * 60_000;
/** Where a registry says 429 and not for how long, in milliseconds; doubled each time. */
const FIRST_BACK_OFF_MS = 500;
/** One that is well again is used within half a minute. */
const MAX_GUESSED_BACK_OFF_MS = 20_000;

/**
 * What one registry is asked at a time and per second, by everything that asks it: give the same
 * budget to all transports that lead there. People go before crawls and health checks, for which a
 * part of the budget is out of reach; among equals, who came first.
 *
 * A registry that says 429, or 503 with `Retry-After`, is left alone for as long as it says, and not
 * only by the request it said so to. What cannot wait so long fails at once with `RATE_LIMITED`.
 *
 * @public
 */
export class RequestBudget {
  readonly #maxConcurrent: number;
  readonly #maxBackground: number;
  readonly #requestsPerSecond: number;
  readonly #burst: number;
  readonly #reserve: number;
  readonly #maxQueued: number;
  readonly #onBackOff: (until: Date) => void;
  #waiting: Waiting[] = [];
  #active = 0;
  #activeInBackground = 0;
  /** A registry may be asked how it is while everything it was asked before hangs. */
  #activeChecks = 0;
  #tokens: number;
  #refilledAt = performance.now();
  #backsOffUntil = 0;
  #strikes = 0;
  #timer: NodeJS.Timeout | undefined;

  /** @param options - `onBackOff` is called whenever the registry is to be left alone for longer */
  constructor(
    limits: TransportLimits = {},
    options: { onBackOff?: (until: Date) => void } = {},
  ) {
    this.#maxConcurrent = Math.max(1, limits.maxConcurrent ?? 8);
    this.#maxBackground = Math.ceil(this.#maxConcurrent * 0.75);
    this.#requestsPerSecond = Math.max(0.01, limits.requestsPerSecond ?? 50);
    this.#burst = Math.max(1, limits.burst ?? 2 * this.#requestsPerSecond);
    this.#reserve = Math.floor(this.#burst / 2);
    this.#maxQueued = Math.max(0, limits.maxQueued ?? 1_000);
    this.#tokens = this.#burst;
    this.#onBackOff = options.onBackOff ?? (() => {});
  }

  /** Nothing under way, nothing spent, nothing to wait for: a new one would do as well. */
  get isUntouched(): boolean {
    this.#refill();
    return (
      this.#active + this.#activeChecks === 0 &&
      this.#waiting.length === 0 &&
      this.#tokens >= this.#burst &&
      this.#backsOffUntil <= performance.now()
    );
  }

  /** Leaves the registry alone until then, for an hour at most; never for shorter than before. */
  backOff(until: Date): void {
    const now = performance.now();
    const wait = Math.min(until.getTime() - Date.now(), MAX_BACK_OFF_MS);
    if (wait <= 0 || now + wait <= this.#backsOffUntil) {
      return;
    }
    this.#backsOffUntil = now + wait;
    // Nobody rushes in when it is over.
    this.#refill();
    this.#tokens = Math.min(this.#tokens, 1);
    for (const waiting of [...this.#waiting]) {
      if (waiting.ticket.endsAt < this.#backsOffUntil) {
        waiting.refuse(this.#leftAlone());
      }
    }
    this.#onBackOff(new Date(Date.now() + wait));
    this.#pump();
  }

  /**
   * Takes notice of what the registry has answered.
   *
   * @param retryAfter - seconds
   * @internal
   */
  noteAnswer(httpStatus: number, retryAfter: number | undefined): void {
    const wantsLess =
      httpStatus === 429 || (httpStatus === 503 && retryAfter !== undefined);
    if (!wantsLess) {
      this.#strikes = httpStatus < 500 ? 0 : this.#strikes;
      return;
    }
    const guessed = Math.min(
      FIRST_BACK_OFF_MS * 2 ** this.#strikes,
      MAX_GUESSED_BACK_OFF_MS,
    );
    // Requests that were under way together are refused together.
    if (this.#backsOffUntil <= performance.now()) {
      this.#strikes += 1;
    } else if (retryAfter === undefined) {
      return;
    }
    const wait = retryAfter === undefined ? guessed : retryAfter * 1_000;
    this.backOff(new Date(Date.now() + wait));
  }

  /**
   * Runs the task when its turn comes.
   *
   * @throws RegistryError `RATE_LIMITED` where too many wait already, or the registry is left alone
   *   for longer than anybody waits; the signal's reason where it is aborted while waiting
   * @internal
   */
  async run<T>(
    ticket: Ticket,
    signal: AbortSignal,
    task: () => Promise<T>,
  ): Promise<T> {
    const asWhat = await this.#turn(ticket, signal);
    try {
      return await task();
    } finally {
      this.#count(asWhat, -1);
      this.#pump();
    }
  }

  async #turn(ticket: Ticket, signal: AbortSignal): Promise<TransportPriority> {
    signal.throwIfAborted();
    if (ticket.endsAt < this.#backsOffUntil) {
      throw this.#leftAlone();
    }
    let onAbort: (() => void) | undefined;
    try {
      return await new Promise<TransportPriority>((resolve, reject) => {
        const leave = (reason: Error) => {
          this.#waiting = this.#waiting.filter(
            ({ refuse }) => refuse !== leave,
          );
          reject(reason);
        };
        onAbort = () => leave(signal.reason);
        signal.addEventListener('abort', onAbort, { once: true });
        this.#waiting.push({ ticket, start: resolve, refuse: leave });
        this.#pump();
        if (this.#waiting.length > this.#maxQueued) {
          leave(
            new RegistryError('RATE_LIMITED', {
              message: message('TOO_MANY_WAITING', { max: this.#maxQueued }),
              remedy: message('TRY_AGAIN_IN_A_MOMENT'),
            }),
          );
        }
      });
    } finally {
      if (onAbort) {
        signal.removeEventListener('abort', onAbort);
      }
    }
  }

  #pump(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (let at = this.#next(); at >= 0; at = this.#next()) {
      const { priority } = this.#waiting[at].ticket;
      const wait = this.#waitFor(priority);
      if (wait > 0) {
        this.#timer = setTimeout(() => this.#pump(), Math.ceil(wait));
        return;
      }
      this.#tokens -= 1;
      this.#count(priority, 1);
      const [next] = this.#waiting.splice(at, 1);
      next.start(priority);
    }
  }

  #count(asWhat: TransportPriority, change: 1 | -1): void {
    if (asWhat === 'check') {
      this.#activeChecks += change;
      return;
    }
    this.#active += change;
    this.#activeInBackground += asWhat === 'background' ? change : 0;
  }

  /** The place of who is next, or -1. */
  #next(): number {
    const first = (priority: TransportPriority) =>
      this.#waiting.findIndex(({ ticket }) => ticket.priority === priority);
    const check = this.#activeChecks === 0 ? first('check') : -1;
    if (check >= 0 || this.#active >= this.#maxConcurrent) {
      return check;
    }
    const person = first('interactive');
    return person < 0 && this.#activeInBackground < this.#maxBackground
      ? first('background')
      : person;
  }

  /** Milliseconds until one may start; 0 for now. */
  #waitFor(priority: TransportPriority): number {
    const now = performance.now();
    if (this.#backsOffUntil > now) {
      return this.#backsOffUntil - now;
    }
    this.#refill();
    const needed = 1 + (priority === 'background' ? this.#reserve : 0);
    return Math.max(
      0,
      ((needed - this.#tokens) / this.#requestsPerSecond) * 1000,
    );
  }

  #refill(): void {
    const now = performance.now();
    this.#tokens = Math.min(
      this.#burst,
      this.#tokens +
        ((now - this.#refilledAt) / 1000) * this.#requestsPerSecond,
    );
    this.#refilledAt = now;
  }

  #leftAlone(): RegistryError {
    const wait = Math.max(0, this.#backsOffUntil - performance.now());
    const seconds = Math.ceil(wait / 1_000);
    return new RegistryError('RATE_LIMITED', {
      message: message('LEFT_ALONE', { seconds }),
      retryAfter: seconds,
    });
  }
}
