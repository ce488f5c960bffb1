import { CallerOptions } from './CallerOptions';

/** Who is written down as the author of a change: a user's entity ref, or a service's subject. */
export function callerRef({
  credentials: { principal },
}: Pick<CallerOptions, 'credentials'>): string {
  if (typeof principal !== 'object' || principal === null) {
    return 'unknown';
  }
  if ('userEntityRef' in principal) {
    return String(principal.userEntityRef);
  }
  return 'subject' in principal ? String(principal.subject) : 'unknown';
}
