import { parseRetryAfter } from './parseRetryAfter';

export const maxAttempts = 3;

const baseDelay = 200;
const maxDelay = 5_000;

const retriedStatuses = new Set([408, 429, 500, 502, 503, 504]);

export function isRetriedStatus(httpStatus: number): boolean {
  return retriedStatuses.has(httpStatus);
}

/**
 * Milliseconds to wait before the next attempt: what the registry asked for, and a random part on
 * top that grows with each attempt, so that many portals do not come back at the same moment.
 *
 * @param attempt - the one that failed, from 1
 * @param random - from 0 to 1
 */
export function retryDelay(
  attempt: number,
  retryAfter: string | null | undefined,
  random: () => number,
): number {
  const jitter = Math.min(maxDelay, baseDelay * 2 ** attempt) * random();
  return (parseRetryAfter(retryAfter) ?? 0) * 1000 + jitter;
}
