import { RegistryFailure } from 'backstage-plugin-integrated-registry-common';
import { StoredIntegration } from '../model';

/** A live call that failed, and at whose registry. */
export interface LiveFailure {
  integration: StoredIntegration;
  failure: RegistryFailure;
}

const failures = new WeakMap<object, LiveFailure>();

/** Remembers at whose registry a call has failed. It hangs on nothing, so that it is never sent. */
export function rememberFailure(error: object, failure: LiveFailure): void {
  failures.set(error, failure);
}

/** At whose registry a call has failed; nothing where it failed at none. */
export function liveFailureOf(error: unknown): LiveFailure | undefined {
  return typeof error === 'object' && error !== null
    ? failures.get(error)
    : undefined;
}
