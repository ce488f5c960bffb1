import { message } from 'backstage-plugin-integrated-registry-common';
import { RegistryError } from '../errors';
import { TransportResponse } from '../transport';

/**
 * A login does not follow a redirect from http to https, so it has to begin there.
 *
 * @param asked - the address the request was sent to
 * @throws RegistryError `PROTOCOL_MISMATCH`
 * @public
 */
export function assertSameProtocol(
  response: TransportResponse,
  asked: string,
): void {
  const before = new URL(asked);
  const after = new URL(response.url);
  if (
    before.hostname === after.hostname &&
    before.protocol !== after.protocol
  ) {
    throw new RegistryError('PROTOCOL_MISMATCH', {
      message: message('REDIRECTS_PROTOCOL', {
        before: `${before.protocol}//`,
        after: `${after.protocol}//`,
      }),
      remedy: message('WRITE_ADDRESS_WITH', {
        protocol: `${after.protocol}//`,
      }),
    });
  }
}
