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

/** A JWT, or a reference token: the base64 of `reftkn:`. */
const TOKEN = /^(?:eyJ[\w-]*\.[\w-]+\.[\w-]+|cmVmdGtuO[\w+/=-]+)$/;

/**
 * How a credential is sent to Access, which makes tokens: it wants one as a bearer token, also where it has a
 * user, and takes a password only where it is set up to.
 *
 * Source: JFrog REST API, "Create Token".
 */
export function accessLoginForm(credential: RegistryCredential): LoginAtOnce {
  return TOKEN.test(credential.password) ? 'bearer' : loginForm(credential);
}
