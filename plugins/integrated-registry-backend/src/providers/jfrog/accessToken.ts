import {
  LoginAtOnce,
  RegistryCredential,
} from 'backstage-plugin-integrated-registry-node';

/** User names that say: the password is an access token by itself. */
const ACCESS_TOKEN_USERS = ['', 'token', '<token>', 'bearer'];

/**
 * How a credential is sent. Artifactory takes a user with a password or an identity token by Basic,
 * and an access token by itself as a bearer token (RFC 6750).
 */
export function loginForm({ username }: RegistryCredential): LoginAtOnce {
  return ACCESS_TOKEN_USERS.includes(username.trim().toLowerCase())
    ? 'bearer'
    : 'basic';
}
