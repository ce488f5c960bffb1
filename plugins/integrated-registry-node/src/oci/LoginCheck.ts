import {
  findJsonExcess,
  message,
} from 'backstage-plugin-integrated-registry-common';
import { isRegistryError, RegistryError } from '../errors';
import { CallOptions } from '../provider';
import { answerLimits, TransportResponse } from '../transport';
import { Authenticator, Scheme } from './authenticate';
import {
  assertSameProtocol,
  errorOf,
  jsonOf,
  isRefusedLogin,
  isWebPage,
  loginRefused,
} from '../responses';

/** How a registry let the caller in. @public */
export type OciLogin =
  /** It demanded a login and accepted this one. */
  | 'accepted'
  /** It has a token for everybody. */
  | 'anonymous'
  /**
   * It demands none, or gives everybody the same as this one, so a credential, where there is one,
   * could not be checked.
   */
  | 'not-demanded';

/** Sends a GET, to the start page where there is no path, with a login made for it. */
type Send = (
  scheme: Scheme,
  request: { scope?: string; path?: string; as?: 'self' | 'anybody' },
) => Promise<{ response: TransportResponse; token?: string }>;

const WHAT = message('START_PAGE');

/**
 * Tells whether an answer to `GET /v2/` comes from a registry. 200 and 401 both do, but web pages
 * answer with them too.
 *
 * Source: OCI distribution specification 1.1, section "Determining Support".
 *
 * @param registryUrl - where the request was sent to
 * @throws RegistryError
 */
export function assertRegistry(
  response: TransportResponse,
  registryUrl: string,
  hasCredential: boolean,
): void {
  assertSameProtocol(response, registryUrl);
  const asked = new URL(registryUrl);
  const { httpStatus } = response;
  if (httpStatus !== 200 && httpStatus !== 401 && httpStatus !== 404) {
    throw errorOf(response, { what: WHAT, hasCredential });
  }
  const saysSo = response.headers.has('docker-distribution-api-version');
  const registry =
    httpStatus === 200
      ? // The specification demands no body.
        !isWebPage(response) &&
        (saysSo || jsonOf(response) !== undefined || response.body.length === 0)
      : // A proxy may demand the login for the registry behind it, with a page of its own.
        httpStatus === 401 &&
        (saysSo || response.headers.has('www-authenticate'));
  if (!registry) {
    throw new RegistryError('NOT_A_REGISTRY', {
      message:
        httpStatus === 404
          ? message('NO_REGISTRY_AT_HOST', { host: asked.host })
          : message('HOST_NOT_A_REGISTRY', { host: asked.host }),
      upstreamStatus: httpStatus,
    });
  }
}

/**
 * Finds out whether the login is accepted, with requests that need it and with nothing from a
 * cache.
 *
 * @param repository - one that may be read, where known: some registries give a token to nobody in
 * particular only for something in particular
 * @throws RegistryError `UNAUTHORIZED` where it is not
 */
export async function checkLogin(
  authenticator: Authenticator,
  ping: (options: CallOptions) => Promise<TransportResponse>,
  send: Send,
  options: CallOptions & { registryUrl: string; repository?: string },
): Promise<OciLogin> {
  const { hasCredential } = authenticator;
  const first = await ping(options);
  assertRegistry(first, options.registryUrl, hasCredential);
  const demanded = authenticator.schemeOf(first);
  if (first.httpStatus !== 401) {
    if (!hasCredential) {
      return 'not-demanded';
    }
    // It lets everybody in, but may still refuse a wrong password.
    const { response } = await send({ kind: 'basic' }, {});
    assertAccepted(response, options.registryUrl, hasCredential);
    return 'not-demanded';
  }
  if (demanded.kind === 'open') {
    throw new RegistryError('NOT_A_REGISTRY', {
      message: message('LOGIN_OF_OTHER_KIND'),
      upstreamStatus: first.httpStatus,
    });
  }
  if (demanded.kind === 'basic') {
    if (!hasCredential) {
      throw errorOf(first, { what: message('ANYTHING'), hasCredential });
    }
    const { response } = await send(demanded, {});
    assertAccepted(response, options.registryUrl, hasCredential);
    return 'accepted';
  }
  const { response, token } = await logIn(demanded, send, {
    ...(!hasCredential &&
      options.repository !== undefined && {
        scope: `repository:${options.repository}:pull`,
      }),
  });
  const subject = subjectOf(token ?? '');
  if (hasCredential && subject === '') {
    throw new RegistryError('UNAUTHORIZED', {
      message: message('LOGIN_REJECTED_AS_UNKNOWN'),
      upstreamStatus: response.httpStatus,
    });
  }
  assertAccepted(response, options.registryUrl, hasCredential);
  if (!hasCredential) {
    return 'anonymous';
  }
  // A token that names nobody may be one for everybody, whatever the password was.
  return subject === undefined &&
    !(await makesDifference(demanded, send, options.repository))
    ? 'not-demanded'
    : 'accepted';
}

/** Does the login open anything that is closed to callers without one? */
async function makesDifference(
  scheme: Scheme,
  send: Send,
  repository: string | undefined,
): Promise<boolean> {
  if (!(await opens(send, scheme, { as: 'anybody' }))) {
    return true;
  }
  const needy =
    repository === undefined
      ? { scope: 'registry:catalog:*', path: '/v2/_catalog?n=1' }
      : {
          scope: `repository:${repository}:pull`,
          path: `/v2/${repository}/tags/list?n=1`,
        };
  return (
    !(await opens(send, scheme, { ...needy, as: 'anybody' })) &&
    (await opens(send, scheme, needy))
  );
}

/** @throws RegistryError where it says nothing about the login, being ill itself */
async function opens(
  send: Send,
  scheme: Scheme,
  request: Parameters<Send>[1],
): Promise<boolean> {
  try {
    const { response } = await send(scheme, request);
    return response.httpStatus === 200;
  } catch (error) {
    const refused =
      isRegistryError(error) &&
      ['UNAUTHORIZED', 'FORBIDDEN', 'NOT_FOUND', 'BAD_RESPONSE'].includes(
        error.code,
      );
    if (!refused) {
      throw error;
    }
    return false;
  }
}

/** @throws RegistryError `UNAUTHORIZED` where it is not, and as `assertRegistry` */
export function assertAccepted(
  response: TransportResponse,
  registryUrl: string,
  hasCredential: boolean,
): void {
  if (hasCredential && isRefusedLogin(response)) {
    throw loginRefused(response);
  }
  if (response.httpStatus === 401) {
    throw errorOf(response, { what: message('ANYTHING'), hasCredential });
  }
  assertRegistry(response, registryUrl, hasCredential);
}

/**
 * Gets a token for this login alone. A login service that fails for everybody refuses nobody.
 *
 * @throws RegistryError
 */
async function logIn(
  scheme: Scheme,
  send: Send,
  request: Parameters<Send>[1],
): ReturnType<Send> {
  try {
    return await send(scheme, request);
  } catch (error) {
    if (isRegistryError(error) && error.code === 'UNAUTHORIZED') {
      await opens(send, scheme, { as: 'anybody' });
    }
    throw error;
  }
}

/**
 * Whom a token names: some token servers answer a wrong password with a token for nobody, whose
 * subject is empty. Undefined where the token cannot be read, or does not say.
 */
function subjectOf(token: string): string | undefined {
  try {
    const json = Buffer.from(token.split('.')[1], 'base64url');
    // Nobody has looked into it yet: it came as a text.
    const claims: unknown = findJsonExcess(json, answerLimits)
      ? undefined
      : JSON.parse(json.toString('utf8'));
    return typeof claims === 'object' &&
      claims !== null &&
      'sub' in claims &&
      typeof claims.sub === 'string'
      ? claims.sub
      : undefined;
  } catch {
    return undefined;
  }
}
