import { message, Message } from 'backstage-plugin-integrated-registry-common';
import { isRegistryError } from '../errors';

const refused = message('NO_CATALOGUE_FOR_USER');
const missing = message('NO_CATALOGUE');

/** What the HTTP status of the answer to the request for a catalogue means. */
const meanings: Record<number, Message> = {
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
): { message: Message; upstreamStatus: number } | undefined {
  if (!isRegistryError(error) || error.code === 'RATE_LIMITED') {
    return undefined;
  }
  const { upstreamStatus = 0 } = error;
  const reason: Message | undefined = meanings[upstreamStatus];
  return reason === undefined || (begun && reason === missing)
    ? undefined
    : { message: reason, upstreamStatus };
}
