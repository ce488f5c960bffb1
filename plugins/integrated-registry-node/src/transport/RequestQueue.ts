import { TransportLimits } from './HttpTransportOptions';
import { RegistryError } from '../provider/RegistryError';

/** A place in the queue. Its priority may be raised while it waits. */
export interface Ticket {
  priority: 'interactive' | 'background';
}

interface Waiting {
  ticket: Ticket;
  start: () => void;
}

/**
 * Limits what one registry is asked at a time and per second. People go before crawls; among
 * equals, who came first.
 */
export class RequestQueue {
  readonly #maxConcurrent: number;
  readonly #requestsPerSecond: number;
  readonly #burst: number;
  readonly #maxQueued: number;
  #waiting: Waiting[] = [];
  #active = 0;
  #tokens: number;
  #refilledAt = performance.now();
  #timer: NodeJS.Timeout | undefined;

  private constructor(limits: TransportLimits) {
    this.#maxConcurrent = Math.max(1, limits.maxConcurrent ?? 8);
    this.#requestsPerSecond = Math.max(0.01, limits.requestsPerSecond ?? 20);
    this.#burst = Math.max(1, limits.burst ?? 40);
    this.#maxQueued = Math.max(0, limits.maxQueued ?? 1_000);
    this.#tokens = this.#burst;
  }

  static create(limits: TransportLimits = {}): RequestQueue {
    return new RequestQueue(limits);
  }

  /**
   * Runs the task when its turn comes.
   *
   * @throws RegistryError `RATE_LIMITED` where too many wait already; the signal's reason where it
   *   is aborted while waiting
   */
  async run<T>(
    ticket: Ticket,
    signal: AbortSignal,
    task: () => Promise<T>,
  ): Promise<T> {
    await this.#turn(ticket, signal);
    try {
      return await task();
    } finally {
      this.#active -= 1;
      this.#pump();
    }
  }

  async #turn(ticket: Ticket, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    let onAbort: (() => void) | undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        const waiting = { ticket, start: resolve };
        onAbort = () => {
          this.#waiting = this.#waiting.filter(other => other !== waiting);
          reject(signal.reason);
        };
        signal.addEventListener('abort', onAbort, { once: true });
        this.#waiting.push(waiting);
        this.#pump();
        if (this.#waiting.length > this.#maxQueued) {
          this.#waiting = this.#waiting.filter(other => other !== waiting);
          reject(
            new RegistryError('RATE_LIMITED', {
              message: `Too many requests to this registry are waiting already (${
                this.#maxQueued
              }).`,
              remedy: 'Try again in a moment.',
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
    while (this.#waiting.length > 0 && this.#active < this.#maxConcurrent) {
      this.#refill();
      if (this.#tokens < 1) {
        const wait = ((1 - this.#tokens) / this.#requestsPerSecond) * 1000;
        this.#timer = setTimeout(() => this.#pump(), Math.ceil(wait));
        return;
      }
      this.#tokens -= 1;
      this.#active += 1;
      this.#next().start();
    }
  }

  #next(): Waiting {
    const index = this.#waiting.findIndex(
      ({ ticket }) => ticket.priority === 'interactive',
    );
    return this.#waiting.splice(Math.max(0, index), 1)[0];
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
}
