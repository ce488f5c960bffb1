import { isRegistryError } from '../errors';

const refused = 'The registry does not list its repositories to this user.';
const missing = 'The registry has no catalogue of its repositories.';

/** What the HTTP status of the answer to the request for a catalogue means. */
const meanings: Record<number, string> = {
  400: missing,
  401: refused,
  403: refused,
  404: missing,
  405: missing,
  410: missing,
  501: missing,
};

/**
 * Why there is no catalogue for this user, where that is what the failure means.
 *
 * @param begun - has the registry sent a page of it before?
 */
export function whyNoCatalogue(
  error: unknown,
  begun: boolean,
): { message: string; upstreamStatus: number } | undefined {
  if (!isRegistryError(error) || error.code === 'RATE_LIMITED') {
    return undefined;
  }
  const { upstreamStatus = 0 } = error;
  const message: string | undefined = meanings[upstreamStatus];
  return message === undefined || (begun && message === missing)
    ? undefined
    : { message, upstreamStatus };
}
