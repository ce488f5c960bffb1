import { message } from 'backstage-plugin-integrated-registry-common';
import { RegistryError } from '../../errors';
import { RegistryCredential } from '../../provider';

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
 * @throws RegistryError `UNAUTHORIZED` where the password can be no access token
 * @public
 */
export function ownAuthorization(
  credential: RegistryCredential,
  form: LoginAtOnce = 'basic',
): string {
  return form === 'bearer'
    ? `Bearer ${accessTokenOf(credential)}`
    : basicAuthorization(credential);
}

/** Terminals and mails wrap tokens, and no token has a blank or line break of its own. */
function accessTokenOf({ password }: RegistryCredential): string {
  const token = password.replace(/\s+/g, '');
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw new RegistryError('UNAUTHORIZED', {
      message: message('TOKEN_WITH_OTHER_CHARACTERS'),
      remedy: message('COPY_TOKEN_AGAIN'),
    });
  }
  return token;
}
