import { IntegrationFilter, matchesFilter } from '../model';
import { liveFailureOf } from './liveFailures';
import { presentLiveFailure } from './presentFor';

/**
 * Has a registry asked, and keeps its address out of what the caller hears of a failure where the
 * integration is only shared with them.
 *
 * @param inside - the integrations whose every field the caller may see
 */
export async function hidingAddresses<T>(
  inside: IntegrationFilter,
  ask: () => Promise<T>,
): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const failed = liveFailureOf(error);
    throw failed && !matchesFilter(failed.integration, inside)
      ? presentLiveFailure(failed.failure)
      : error;
  }
}
