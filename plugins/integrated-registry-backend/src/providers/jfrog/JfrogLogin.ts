import { Message, message } from 'backstage-plugin-integrated-registry-common';
import {
  CallOptions,
  isRegistryError,
  jsonOf,
  readJson,
  RegistryCredential,
  RegistryError,
  TransportResponse,
} from 'backstage-plugin-integrated-registry-node';
import { loginForm } from './accessToken';
import { SMALLEST_QUERY } from './aql';
import { JfrogApi } from './JfrogApi';
import { assertJfrogWell } from './JfrogCondition';
import { repositoriesSchema } from './schema';

/** A request, and whether it shows by what it answers that a login is right. */
interface Probe {
  path: string;
  body?: string;
  /** Where both are answered with 200: does the one have more than the other? */
  hasMore?: (self: TransportResponse, anybody: TransportResponse) => boolean;
  /** @throws RegistryError where the answer is another than Artifactory's */
  check?: (self: TransportResponse) => unknown;
}

const WHAT = message('LOGIN');
const KEYS = message('LIST_OF_REPOSITORY_KEYS');
const REPOSITORIES: Probe = {
  path: '/api/repositories?packageType=docker',
  hasMore(self, anybody) {
    const open = keysOf(anybody);
    return [...keysOf(self)].some(key => !open.has(key));
  },
  check: self => readJson(self, repositoriesSchema, KEYS),
};
/** Nobody may search without a login, even where everybody may read. */
const SEARCH: Probe = { path: '/api/search/aql', body: SMALLEST_QUERY };

/**
 * Finds out whether Artifactory accepts the login. Where it lets everybody read, a wrong login may be
 * answered as if it were none, so what proves it is something that nobody gets without it.
 *
 * Stops at the first refusal: Artifactory locks users out after some.
 *
 * @param key - of a repository, where known
 * @returns what was found, for a person
 * @throws RegistryError `UNAUTHORIZED`, also where Artifactory shows it no more than everybody
 */
export async function verifyJfrogLogin(
  api: JfrogApi,
  credential: RegistryCredential | undefined,
  { key, ...options }: CallOptions & { key?: string },
): Promise<Message> {
  const registry = key !== undefined && `/api/docker/${key}/v2`;
  const open: Probe[] = [
    REPOSITORIES,
    ...(registry ? [{ path: `${registry}/_catalog?n=1` }] : []),
  ];
  if (!credential) {
    return assertOpen(api, open, options);
  }
  const probes: Probe[] = [
    ...open,
    SEARCH,
    ...(registry ? [{ path: `${registry}/token?service=artifactory` }] : []),
  ];
  let denied = true;
  let odd: RegistryError | undefined;
  for (const { hasMore, check, ...request } of probes) {
    const self = await send(api, request, options);
    if (self.httpStatus === 401) {
      await assertJfrogWell(api, options);
      throw refused(credential, self);
    }
    denied &&= self.httpStatus === 403;
    odd ??= check && oddity(self, check);
    if (self.httpStatus === 200) {
      const anybody = await send(api, request, { ...options, anonymous: true });
      if (anybody.httpStatus !== 200 || hasMore?.(self, anybody)) {
        return loginForm(credential) === 'bearer'
          ? message('JFROG_ACCEPTED_TOKEN')
          : message('JFROG_ACCEPTED', { username: credential.username });
      }
    }
  }
  await assertJfrogWell(api, options);
  const anybody = await send(api, REPOSITORIES, {
    ...options,
    anonymous: true,
  });
  if (denied && anybody.httpStatus !== 403) {
    // Whoever has no login is told so; this one is kept from everything.
    throw refused(credential, { httpStatus: 403 });
  }
  if (odd) {
    // It says nothing about the login, and nothing else has shown that it is right.
    throw odd;
  }
  throw new RegistryError('UNAUTHORIZED', {
    message: message('JFROG_LOGIN_SHOWS_NOTHING'),
    remedy: message('JFROG_CHECK_LOGIN_OR_EMPTY'),
  });
}

/** Why an answer says nothing about the login. */
function oddity(
  self: TransportResponse,
  check: NonNullable<Probe['check']>,
): RegistryError | undefined {
  if (self.httpStatus === 403) {
    return new RegistryError('FORBIDDEN', {
      message: message('JFROG_LIST_REFUSED'),
      remedy: message('JFROG_GIVE_READ_OR_ADDRESS'),
      upstreamStatus: 403,
    });
  }
  if (self.httpStatus !== 200) {
    return undefined;
  }
  try {
    check(self);
    return undefined;
  } catch (error) {
    if (isRegistryError(error)) {
      return error;
    }
    throw error;
  }
}

async function assertOpen(
  api: JfrogApi,
  probes: readonly Probe[],
  options: CallOptions,
): Promise<Message> {
  let answer: TransportResponse | undefined;
  for (const { path } of probes) {
    answer = await send(api, { path }, options);
    if (answer.httpStatus === 200) {
      return message('JFROG_LETS_IN');
    }
  }
  throw new RegistryError('UNAUTHORIZED', {
    message: message('JFROG_LOGIN_NEEDED'),
    remedy: message('JFROG_ENTER_LOGIN'),
    upstreamStatus: answer?.httpStatus,
  });
}

/** @throws RegistryError where the answer says nothing about the login */
async function send(
  api: JfrogApi,
  { path, body }: Probe,
  options: CallOptions & { anonymous?: boolean },
): Promise<TransportResponse> {
  const response = await api.send(path, {
    ...options,
    ...(body !== undefined && { body }),
  });
  if (response.httpStatus === 429 || response.httpStatus >= 500) {
    throw api.errorOf(response, WHAT, options);
  }
  return response;
}

function refused(
  credential: RegistryCredential,
  { httpStatus: upstreamStatus }: Pick<TransportResponse, 'httpStatus'>,
): RegistryError {
  if (upstreamStatus === 403) {
    const { username } = credential;
    return new RegistryError('UNAUTHORIZED', {
      message: message('JFROG_DENIED_EVERYTHING', { username }),
      remedy: message('RENEW_PASSWORD_OR_TOKEN'),
      upstreamStatus,
    });
  }
  const kind = loginForm(credential) === 'bearer' ? 'TOKEN' : 'PASSWORD';
  return new RegistryError('UNAUTHORIZED', {
    message: message(`JFROG_REJECTED_${kind}`),
    remedy: message(`JFROG_CHECK_${kind}`),
    upstreamStatus,
  });
}

function keysOf(response: TransportResponse): Set<string> {
  const { data } = repositoriesSchema.safeParse(jsonOf(response));
  return new Set(data?.map(({ key }) => key));
}
