import { message, Text } from 'backstage-plugin-integrated-registry-common';
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
  who: Text = message('THE_REGISTRY'),
): RegistryError {
  return httpStatus === 403
    ? new RegistryError('UNAUTHORIZED', {
        message: message('LOGIN_DENIED_EVERYTHING', { who }),
        remedy: message('RENEW_PASSWORD_OR_TOKEN'),
        upstreamStatus: httpStatus,
      })
    : new RegistryError('UNAUTHORIZED', {
        message: message('LOGIN_REJECTED', { who }),
        remedy: message('CHECK_LOGIN_AND_ACCOUNT'),
        upstreamStatus: httpStatus,
      });
}

/** Does it refuse the caller, and not with a page of a proxy before it? @internal */
export function isRefusedLogin(response: TransportResponse): boolean {
  const { httpStatus } = response;
  return httpStatus === 401 || (httpStatus === 403 && !isWebPage(response));
}
