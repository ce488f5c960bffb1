import { RegistryFailure } from 'backstage-plugin-integrated-registry-common';
import { LRUCache } from 'lru-cache';

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
  /** Integrations for which a failure has asked for a check a moment ago. */
  readonly #asked = new LRUCache<string, true>({
    max: MAX_SUSPICIONS,
    ttl: INTERVAL_MS,
  });

  /** Has nobody asked for one a moment ago? Then it counts as asked for now. */
  isWorthACheck(integrationId: string, code: RegistryFailure['code']): boolean {
    if (SAY_NOTHING.includes(code) || this.#asked.has(integrationId)) {
      return false;
    }
    this.#asked.set(integrationId, true);
    return true;
  }
}
