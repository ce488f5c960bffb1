import {
  foreignLine,
  message,
} from 'backstage-plugin-integrated-registry-common';
import { RegistryError } from '../../errors';
import { TokenRealm } from './tokenFailures';
import { parseChallenges } from './parseChallenges';

/** How the registry wants to be spoken to. */
export type Scheme =
  | { kind: 'open' }
  | { kind: 'basic' }
  /** The password is an access token, and goes as it is. */
  | { kind: 'accessToken' }
  /** Tokens come from what is meant as an address, and is none that can be asked. */
  | { kind: 'lost'; realm: string }
  | { kind: 'bearer'; realm: TokenRealm; scope?: string };

/** What a `WWW-Authenticate` header demands. */
export function readScheme(header: string): Scheme {
  const challenges = parseChallenges(header);
  for (const { scheme, parameters } of challenges) {
    const realm = parameters.get('realm');
    if (scheme === 'bearer' && realm !== undefined && isTokenAddress(realm)) {
      return {
        kind: 'bearer',
        realm: { url: realm, service: parameters.get('service') },
        scope: parameters.get('scope'),
      };
    }
  }
  const lost = challenges.find(
    ({ scheme, parameters }) =>
      scheme === 'bearer' && isMeantAsAddress(parameters.get('realm') ?? ''),
  );
  if (lost && !challenges.some(({ scheme }) => scheme === 'basic')) {
    return { kind: 'lost', realm: lost.parameters.get('realm') ?? '' };
  }
  // A Bearer realm that is no address ("Artifactory Realm") is meant as Basic.
  return challenges.some(({ scheme }) => ['basic', 'bearer'].includes(scheme))
    ? { kind: 'basic' }
    : { kind: 'open' };
}

function isTokenAddress(realm: string): boolean {
  try {
    const url = new URL(realm);
    return /^https?:$/.test(url.protocol) && !url.username && !url.password;
  } catch {
    return false;
  }
}

/** Unlike a name, such as "Artifactory Realm". */
function isMeantAsAddress(realm: string): boolean {
  return realm.includes('/') && !/\s/.test(realm);
}

/** @param realm - as the registry names it */
export function noTokenAddress(realm: string): RegistryError {
  // Whoever is named in an address may be named with a password.
  const named = foreignLine(realm.replace(/^(.*\/\/)?[^/]*@/, '$1'), 200);
  return new RegistryError('BAD_RESPONSE', {
    message: message('REALM_INVALID', { realm: named }),
    remedy: message('SET_WHOLE_REALM'),
  });
}
