import { RegistryFailure } from 'backstage-plugin-integrated-registry-common';
import { StoredIntegration } from './StoredIntegration';

/**
 * Has a registry answered that it does not take a login? A password that cannot be read or sent is
 * told with the same code, and nobody was asked.
 */
export function isLoginRefusal(failure: RegistryFailure | undefined): boolean {
  return (
    failure?.code === 'UNAUTHORIZED' && failure.upstreamStatus !== undefined
  );
}

/**
 * Has a health check found that the registry refuses the credential there is now? Then it is sent on
 * schedule only, since accounts are locked after some refusals.
 */
export function isRefused({
  hasCredential,
  health,
  updatedAt,
}: Pick<StoredIntegration, 'hasCredential' | 'health' | 'updatedAt'>): boolean {
  const { state, failure, checkedAt = '' } = health;
  return (
    hasCredential &&
    state === 'unhealthy' &&
    isLoginRefusal(failure) &&
    // Else it may be another credential by now.
    Date.parse(checkedAt) >= +updatedAt
  );
}
