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

/** Asked with every keystroke of a search. What changes something is decided anew every time. */
const REMEMBERED: ReadonlySet<string> = new Set([
  accessPermission.name,
  integrationReadPermission.name,
  integrationUsePermission.name,
]);

/** Callers times questions; the least recent are forgotten first. */
const MAX_REMEMBERED = 20_000;

interface AskedServices {
  permissions: PermissionsService;
  userInfo: UserInfoService;
}

interface Question {
  permission: { name: string };
  resourceRef?: string;
}

/**
 * Services that remember for a short while what permission and auth plugin have answered about a
 * user: asking both for every keystroke takes longer than the search. Permissions to change
 * something, questions about a resource, and failures are not remembered.
 *
 * @param maxAgeMs - how long at the most; 0: not at all
 */
export function rememberAnswers(
  { permissions, userInfo }: AskedServices,
  maxAgeMs: number,
): AskedServices {
  if (maxAgeMs === 0) {
    return { permissions, userInfo };
  }
  const answers = new LRUCache<string, object, () => Promise<object>>({
    max: MAX_REMEMBERED,
    // Who asked gets the answer, also where it is not to be kept any more.
    ignoreFetchAbort: true,
    fetchMethod: (_key, _stale, { context: ask }) => ask(),
  });

  async function remember<T extends object>(
    question: string,
    { principal }: BackstageCredentials<any>,
    ask: () => Promise<T>,
  ): Promise<T> {
    return principal.type === 'user'
      ? ((await answers.forceFetch(JSON.stringify([question, principal]), {
          context: ask,
          // Those who came together are not to be asked about together again.
          ttl: Math.ceil(maxAgeMs * (0.5 + 0.5 * Math.random())),
        })) as T)
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
          ? remember(`${kind} ${permission.name}`, credentials, askAlone)
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
        remember('user', credentials, () => userInfo.getUserInfo(credentials)),
    },
  };
}
