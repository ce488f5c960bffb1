import { StoredIntegration } from './types';

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
    failure?.code === 'UNAUTHORIZED' &&
    // Else nobody was asked: the stored password cannot be read.
    failure.upstreamStatus !== undefined &&
    // Else it may be another credential by now.
    Date.parse(checkedAt) >= +updatedAt
  );
}
