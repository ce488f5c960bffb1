import { RegistryCredential } from '../../provider/RegistryProvider';

/** How a credential is sent without having been asked for. @public */
export type LoginAtOnce = 'basic' | 'bearer';

/** Source: RFC 7617, section 2; UTF-8, as every registry reads it. */
export function basicAuthorization(credential: RegistryCredential): string {
  const pair = `${credential.username}:${credential.password}`;
  return `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`;
}

/**
 * The `Authorization` header of a credential by itself; as `bearer`, its password is an access token
 * (RFC 6750, section 2.1).
 *
 * @public
 */
export function ownAuthorization(
  credential: RegistryCredential,
  form: LoginAtOnce = 'basic',
): string {
  return form === 'bearer'
    ? `Bearer ${credential.password}`
    : basicAuthorization(credential);
}
