import {
  Diagnosis,
  Health,
  RegistryFailure,
} from 'backstage-plugin-integrated-registry-common';
import { StoredIntegration } from './StoredIntegration';

/** Checks that a registry answers, and remembers it. Nothing else says how healthy it is. */
export interface HealthMonitor {
  /**
   * Checks now and returns what was found. Concurrent calls share one check.
   *
   * @throws NotFoundError
   */
  check(
    integrationId: string,
    options?: { signal?: AbortSignal },
  ): Promise<Health>;
  /** Begins a check. Resolves as soon as it is seen to be under way. */
  begin(integrationId: string): Promise<void>;
  /**
   * Remembers a diagnosis that was made with the settings as they are now.
   *
   * @param madeAt - default: now
   */
  accept(
    integrationId: string,
    diagnosis: Diagnosis,
    madeAt?: Date,
  ): Promise<Health>;
  /**
   * Another part of the backend met this failure. It says nothing about the registry as a whole, and
   * at most begins a check, as `begin` does.
   */
  suspect(
    integration: StoredIntegration,
    failure: RegistryFailure,
  ): Promise<void>;
  /**
   * Begins checks of those among them that are not healthy, unless nothing can have changed: refused credentials
   * are tried on schedule only, lest accounts be locked.
   */
  recheck(all: readonly StoredIntegration[]): Promise<void>;
  /** A registry wants fewer requests: everything leaves it alone until then. */
  reportBackOff(registry: string, until: Date): Promise<void>;
  /** Ends the checks under way; what was known before them stays. */
  close(): Promise<void>;
}
