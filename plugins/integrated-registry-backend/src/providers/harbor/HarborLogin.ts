import { message } from 'backstage-plugin-integrated-registry-common';
import {
  CallOptions,
  isRegistryError,
  jsonOf,
  RegistryCredential,
  RegistryError,
} from 'backstage-plugin-integrated-registry-node';
import { z } from 'zod';
import { HarborApi } from './HarborApi';
import { assertHarborWell } from './HarborCondition';
import { API } from './paths';
import { systemInfoSchema } from './schema';

/**
 * As whom Harbor took the login. `cliSecret`: somebody who logs in by OIDC, with the secret Harbor
 * gives them for the container tools; it opens images, and no list.
 */
export type HarborLoginKind = 'user' | 'robot' | 'cliSecret';

const WHAT = message('LOGGED_IN_ACCOUNT');
const currentUserSchema = z.object({
  username: z.string().optional(),
  sysadmin_flag: z.boolean().optional(),
  admin_role_in_auth: z.boolean().optional(),
});

/**
 * Finds out what is at the address, without a login.
 *
 * @returns the version, where Harbor tells it
 * @throws RegistryError `NOT_A_REGISTRY`, `UNSUPPORTED_VERSION`
 */
export async function findHarbor(
  api: HarborApi,
  options: CallOptions,
): Promise<{ version?: string; openIdConnect: boolean }> {
  const response = await api.send(`${API}/systeminfo`, {
    ...options,
    anonymous: true,
  });
  const info = systemInfoSchema.safeParse(jsonOf(response)).data;
  if (response.httpStatus === 200 && info) {
    return {
      ...(info.harbor_version && { version: info.harbor_version }),
      openIdConnect: info.auth_mode === 'oidc_auth',
    };
  }
  if (response.httpStatus === 429 || response.httpStatus >= 500) {
    throw api.errorOf(response, message('ITS_VERSION'));
  }
  // Before 2.0 the API had no version in its path.
  const old = await api.send('/api/systeminfo', {
    ...options,
    anonymous: true,
  });
  const version = systemInfoSchema.safeParse(jsonOf(old)).data?.harbor_version;
  if (old.httpStatus === 200 && version) {
    throw new RegistryError('UNSUPPORTED_VERSION', {
      message: message('HARBOR_TOO_OLD', { version }),
      remedy: message('HARBOR_UPGRADE'),
    });
  }
  throw new RegistryError('NOT_A_REGISTRY', {
    message: message('HARBOR_NOT_FOUND'),
    remedy: message('HARBOR_CHECK_ADDRESS'),
    upstreamStatus: response.httpStatus,
  });
}

/**
 * Harbor answers a wrong password with what everybody may see, so the login is checked by what
 * nobody else gets.
 *
 * @param askRegistry - logs in to the registry behind Harbor, as container tools do
 * @throws RegistryError `UNAUTHORIZED` where Harbor is well and refuses it, else what is down
 */
export async function verifyHarborLogin(
  api: HarborApi,
  credential: RegistryCredential | undefined,
  options: CallOptions,
  askRegistry: () => Promise<unknown>,
): Promise<{ kind: HarborLoginKind; username: string }> {
  if (!credential) {
    throw new RegistryError('UNAUTHORIZED', {
      message: message('HARBOR_LOGIN_NEEDED'),
      remedy: message('HARBOR_ENTER_LOGIN'),
    });
  }
  const { username } = credential;
  const response = await api.send(`${API}/users/current`, options);
  const { httpStatus } = response;
  if (![200, 401, 403, 412].includes(httpStatus)) {
    throw api.errorOf(response, WHAT);
  }
  const registry = await api.send('/v2/', options);
  if (registry.httpStatus >= 500) {
    await assertHarborWell(api, options);
    throw new RegistryError('UPSTREAM_ERROR', {
      message: message('HARBOR_STORAGE_DOWN', { status: registry.httpStatus }),
      remedy: message('HARBOR_CHECK_STORAGE'),
      upstreamStatus: registry.httpStatus,
    });
  }
  const known = httpStatus === 200 || httpStatus === 412;
  if (known && registry.httpStatus === 401) {
    await assertHarborWell(api, options);
    await askAsTools(username, askRegistry);
  }
  if (httpStatus === 200) {
    const { data } = currentUserSchema.safeParse(jsonOf(response));
    return { kind: 'user', username: data?.username ?? username };
  }
  // 412: a robot account is no user, and Harbor knows whose it is.
  if (httpStatus === 412) {
    return { kind: 'robot', username };
  }
  if (
    registry.httpStatus === 200 &&
    (await findHarbor(api, options)).openIdConnect
  ) {
    return { kind: 'cliSecret', username };
  }
  await assertHarborWell(api, options);
  throw refused(username, httpStatus);
}

/**
 * Is the login a system administrator of Harbor? A robot account is none.
 *
 * @throws RegistryError where Harbor does not answer
 */
export async function isHarborAdministrator(
  api: HarborApi,
  options: CallOptions,
): Promise<boolean> {
  const response = await api.send(`${API}/users/current`, options);
  if (![200, 401, 403, 412].includes(response.httpStatus)) {
    throw api.errorOf(response, WHAT);
  }
  const { data } = currentUserSchema.safeParse(jsonOf(response));
  return data?.sysadmin_flag === true || data?.admin_role_in_auth === true;
}

/**
 * Harbor's API has accepted the login, and the registry behind it wants it otherwise: not the login is
 * wrong where that fails, but the way to it.
 */
async function askAsTools(
  username: string,
  askRegistry: () => Promise<unknown>,
): Promise<void> {
  try {
    await askRegistry();
  } catch (error) {
    if (!isRegistryError(error) || error.code !== 'UNAUTHORIZED') {
      throw error;
    }
    throw new RegistryError('UPSTREAM_ERROR', {
      message: message('HARBOR_REGISTRY_REFUSED', { username }),
      remedy: message('HARBOR_CHECK_CORE'),
    });
  }
}

function refused(username: string, upstreamStatus: number): RegistryError {
  const isRobot = username.includes('$');
  if (upstreamStatus === 403) {
    return new RegistryError('UNAUTHORIZED', {
      message: message('HARBOR_DENIED_EVERYTHING', { username }),
      remedy: message('HARBOR_RENEW_PASSWORD'),
      upstreamStatus,
    });
  }
  return new RegistryError('UNAUTHORIZED', {
    message: message(
      isRobot ? 'HARBOR_REJECTED_SECRET' : 'HARBOR_REJECTED_PASSWORD',
      { username },
    ),
    remedy: message(isRobot ? 'HARBOR_CHECK_ROBOT' : 'HARBOR_CHECK_USER'),
    upstreamStatus,
  });
}
