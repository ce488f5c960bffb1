import { RegistryFailure } from 'backstage-plugin-integrated-registry-common';

/** What is asked for by failures met elsewhere is not checked more often, by one replica. */
const INTERVAL_MS = 10_000;
const MAX_SUSPICIONS = 1_000;
/** Failures of one image, or that say that the registry is there. */
const SAY_NOTHING: readonly RegistryFailure['code'][] = [
  'NOT_FOUND',
  'RATE_LIMITED',
  'RESPONSE_TOO_LARGE',
  'CATALOG_UNAVAILABLE',
];

/** Failures that others have met, and that may ask for a check. */
export class Suspicions {
  /** When a failure last asked for a check, by integration; the oldest first. */
  readonly #askedAt = new Map<string, number>();

  /** Has nobody asked for one a moment ago? Then it counts as asked for now. */
  isWorthACheck(integrationId: string, code: RegistryFailure['code']): boolean {
    const askedAt = this.#askedAt.get(integrationId) ?? -Infinity;
    const now = performance.now();
    if (SAY_NOTHING.includes(code) || now - askedAt < INTERVAL_MS) {
      return false;
    }
    this.#askedAt.delete(integrationId);
    this.#askedAt.set(integrationId, now);
    for (const oldest of this.#askedAt.keys()) {
      if (this.#askedAt.size <= MAX_SUSPICIONS) {
        break;
      }
      this.#askedAt.delete(oldest);
    }
    return true;
  }
}
