import {
  Diagnosis,
  Health,
  RegistryFailure,
} from 'backstage-plugin-integrated-registry-common';
import { firstFailure, isLoginRefusal } from '../model';

/** What a check has found. */
export interface Outcome {
  failure?: RegistryFailure;
  checkedAt: Date;
  /** Has the registry refused the credential? */
  refused: boolean;
}

export function outcomeOf(diagnosis: Diagnosis): Omit<Outcome, 'checkedAt'> {
  const failure = firstFailure(diagnosis);
  return {
    ...(failure && { failure }),
    refused: isLoginRefusal(failure),
  };
}

/** @param before - without the check under way */
export function healthAfter(
  before: Health,
  { failure, checkedAt: moment }: Outcome,
): Health {
  if (failure?.code === 'RATE_LIMITED') {
    // It is there, and busy: nothing is known that was not known before.
    return before;
  }
  const state = failure ? 'unhealthy' : 'healthy';
  const checkedAt = moment.toISOString();
  return {
    state,
    checkedAt,
    since: before.state === state ? before.since ?? checkedAt : checkedAt,
    ...(failure && { failure }),
    ...(before.backOff && { backOff: before.backOff }),
  };
}

/** May a check find out what was not known? */
export function isDue({ state, failure, checking, backOff }: Health): boolean {
  // Accounts are locked after some refusals, whoever is to blame for them.
  const isRefusal =
    failure?.code === 'UNAUTHORIZED' ||
    (failure?.code === 'FORBIDDEN' && failure.upstreamStatus === 401);
  return state !== 'healthy' && !isRefusal && !checking && !backOff;
}
