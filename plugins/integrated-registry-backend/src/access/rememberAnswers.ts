import {
  BackstageCredentials,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import {
  accessPermission,
  integrationReadPermission,
  integrationUsePermission,
} from 'backstage-plugin-integrated-registry-common';
import { LRUCache } from 'lru-cache';
import { createHash } from 'node:crypto';
import { remembered } from '../platform';
import { Memberships } from './Memberships';

/** Asked with every keystroke of a search. What changes something is decided anew every time. */
const REMEMBERED: ReadonlySet<string> = new Set([
  accessPermission.name,
  integrationReadPermission.name,
  integrationUsePermission.name,
]);

export interface AskedServices {
  permissions: PermissionsService;
  userInfo: UserInfoService;
  memberships: Pick<Memberships, 'confirm'>;
}

interface Question {
  permission: { name: string };
  resourceRef?: string;
}

/**
 * Services that remember for a short while what permission plugin, auth plugin and catalog have
 * answered about a user: asking them for every keystroke takes longer than the search. Permissions to
 * change something, questions about a resource, and failures are not remembered. Each token has
 * answers of its own: two tokens of one person may say different things.
 *
 * @param maxAgeMs - how long at the most; 0: not at all
 */
export function rememberAnswers(
  { permissions, userInfo, memberships }: AskedServices,
  maxAgeMs: number,
): AskedServices {
  if (maxAgeMs === 0) {
    return { permissions, userInfo, memberships };
  }
  const answers = new LRUCache<string, object, () => Promise<object>>({
    max: remembered.policyAnswers.max,
    // Who asked gets the answer, also where it is not to be kept any more.
    ignoreFetchAbort: true,
    fetchMethod: (_key, _stale, { context: ask }) => ask(),
  });

  async function remember<T extends object>(
    question: string,
    ask: () => Promise<T>,
  ): Promise<T> {
    return (await answers.forceFetch(question, {
      context: ask,
      // Those who came together are not to be asked about together again.
      ttl: Math.ceil(maxAgeMs * (0.5 + 0.5 * Math.random())),
    })) as T;
  }

  async function rememberOfToken<T extends object>(
    question: string,
    credentials: BackstageCredentials<any>,
    ask: () => Promise<T>,
  ): Promise<T> {
    const { principal } = credentials;
    const token = tokenOf(credentials);
    return principal.type === 'user' && token
      ? remember(hash([question, principal, token]), ask)
      : ask();
  }

  async function rememberEach<Q extends Question, A extends object>(
    kind: string,
    questions: Q[],
    credentials: BackstageCredentials,
    ask: (questions: Q[]) => Promise<A[]>,
  ): Promise<A[]> {
    return Promise.all(
      questions.map(async question => {
        const askAlone = async () => (await ask([question]))[0];
        const { permission, resourceRef } = question;
        return resourceRef === undefined && REMEMBERED.has(permission.name)
          ? rememberOfToken(`${kind} ${permission.name}`, credentials, askAlone)
          : askAlone();
      }),
    );
  }

  return {
    permissions: {
      authorize: (questions, options) =>
        rememberEach('authorize', questions, options.credentials, some =>
          permissions.authorize(some, options),
        ),
      authorizeConditional: (questions, options) =>
        rememberEach('conditions', questions, options.credentials, some =>
          permissions.authorizeConditional(some, options),
        ),
    },
    userInfo: {
      getUserInfo: credentials =>
        rememberOfToken('user', credentials, () =>
          userInfo.getUserInfo(credentials),
        ),
    },
    memberships: {
      confirm: (user, groups) =>
        remember(hash(['member', user, groups]), () =>
          memberships.confirm(user, groups),
        ),
    },
  };
}

/** Nothing where the credentials hold none; then nothing is remembered of them. */
function tokenOf(credentials: BackstageCredentials<any>): string | undefined {
  const { token } = credentials as { token?: unknown };
  return typeof token === 'string' ? token : undefined;
}

/** No token is kept. */
function hash(question: unknown[]): string {
  return createHash('sha256').update(JSON.stringify(question)).digest('hex');
}
