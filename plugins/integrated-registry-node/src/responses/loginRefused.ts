import { RegistryError } from '../errors';
import { TransportResponse } from '../transport';
import { isWebPage } from './isWebPage';

/**
 * What a registry means that refuses a login where every valid one passes. Only for whoever knows
 * that the registry is otherwise well.
 *
 * @param who - has refused it
 * @internal
 */
export function loginRefused(
  { httpStatus }: Pick<TransportResponse, 'httpStatus'>,
  who = 'the registry',
): RegistryError {
  return httpStatus === 403
    ? new RegistryError('UNAUTHORIZED', {
        message: `Login failed: ${who} denies this login everything. The password or token has expired, or the account is disabled.`,
        remedy:
          'Renew the password or token and enter it in the integration, or enable the account.',
        upstreamStatus: httpStatus,
      })
    : new RegistryError('UNAUTHORIZED', {
        message: `Login failed: ${who} rejected the user name or password.`,
        remedy:
          'Check user name and password, and that the account or token is neither disabled nor expired.',
        upstreamStatus: httpStatus,
      });
}

/** Does it refuse the caller, and not with a page of a proxy before it? @internal */
export function isRefusedLogin(response: TransportResponse): boolean {
  const { httpStatus } = response;
  return httpStatus === 401 || (httpStatus === 403 && !isWebPage(response));
}
