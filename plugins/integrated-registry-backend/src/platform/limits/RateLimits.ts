import {
  Message,
  message,
  MessageCode,
} from 'backstage-plugin-integrated-registry-common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { CallerOptions, callerRef } from '../../model';

/** Things that make the portal ask a registry on behalf of somebody, or write something down. */
export type LimitedAction =
  | 'connectionTests'
  | 'resolves'
  | 'imageUses'
  | 'clusterRequests';

/** How often somebody may do it in a minute. */
export type RateLimitSettings = Record<LimitedAction, number>;

/** Somebody has asked too often. */
export class TooManyRequestsError extends Error {
  readonly name = 'TooManyRequestsError';

  constructor(
    readonly reason: Message,
    /** Seconds until it may be tried again. */
    readonly retryAfter: number,
  ) {
    super(reason.text);
  }
}

const told = {
  connectionTests: 'TOO_MANY_CONNECTION_TESTS',
  resolves: 'TOO_MANY_RESOLVES',
  imageUses: 'TOO_MANY_IMAGE_USES',
  clusterRequests: 'TOO_MANY_CLUSTER_REQUESTS',
} as const satisfies Record<LimitedAction, MessageCode>;

/**
 * Keeps one person from guessing passwords through the portal, or from having it hammer a
 * registry. Each replica counts by itself.
 */
export class RateLimits {
  readonly #settings: RateLimitSettings;
  readonly #limiters: Record<LimitedAction, RateLimiterMemory>;

  constructor(settings: RateLimitSettings) {
    const limiter = (points: number) =>
      new RateLimiterMemory({ points, duration: 60 });
    this.#settings = settings;
    this.#limiters = {
      connectionTests: limiter(settings.connectionTests),
      resolves: limiter(settings.resolves),
      imageUses: limiter(settings.imageUses),
      clusterRequests: limiter(settings.clusterRequests),
    };
  }

  /** @throws TooManyRequestsError */
  async take(action: LimitedAction, options: CallerOptions): Promise<void> {
    try {
      await this.#limiters[action].consume(callerRef(options));
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) {
        throw refusal;
      }
      const seconds = Math.max(Math.ceil(refusal.msBeforeNext / 1_000), 1);
      throw new TooManyRequestsError(
        message(told[action], {
          times: this.#settings[action],
          seconds,
        }),
        seconds,
      );
    }
  }
}
