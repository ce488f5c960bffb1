const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What is cached, for how long, and what ends that early. */
export interface Remembered {
  /** In words, for `docs/operate.md`. */
  what: string;
  /**
   * `cache`: Backstage's cache service, which replicas may share, with the last used ones in each
   * process; `process`: each replica for itself; `database`: all replicas together.
   */
  where: 'cache' | 'process' | 'database';
  /** Used as it is, in milliseconds. Absent where only `until` ends it. */
  freshMs?: number;
  /** Shown for so much longer, in milliseconds, while it is refreshed in the background. */
  staleMs?: number;
  /** Kept for so long in all, in milliseconds, for when the registry cannot be asked. */
  keptMs?: number;
  /** The most entries one process has; what was not used for the longest goes first. */
  max?: number;
  /** What ends it before its time. */
  until: string;
}

/** Everything in the cache service carries the version of the settings in its key. */
const SETTINGS = 'the integration changes';
const REPORTED = `${SETTINGS}, or a webhook reports the repository`;

/**
 * Everything that is cached. Whoever caches something takes its lifetime from here, and the table in
 * `docs/operate.md` is made from it.
 */
export const remembered = {
  tags: {
    what: 'the tags of a repository',
    where: 'cache',
    freshMs: 30 * SECOND,
    staleMs: 10 * MINUTE,
    keptMs: DAY,
    until: REPORTED,
  },
  tagDigest: {
    what: 'the digest of a tag',
    where: 'cache',
    freshMs: 10 * SECOND,
    staleMs: 50 * SECOND,
    keptMs: DAY,
    until: REPORTED,
  },
  digest: {
    what: 'that a digest is there',
    where: 'cache',
    freshMs: MINUTE,
    staleMs: DAY,
    keptMs: DAY,
    until: REPORTED,
  },
  artifact: {
    what: 'what a digest names',
    where: 'cache',
    freshMs: DAY,
    until: REPORTED,
  },
  missingPlatforms: {
    what: 'missing platforms',
    where: 'cache',
    freshMs: 10 * MINUTE,
    staleMs: DAY,
    until: `${REPORTED}, or an image with them is chosen`,
  },
  scan: {
    what: 'the vulnerabilities of an image',
    where: 'cache',
    freshMs: 5 * SECOND,
    until: REPORTED,
  },
  testedConnections: {
    what: 'a connection test that has passed',
    where: 'cache',
    freshMs: 5 * MINUTE,
    until: 'person, settings or credential are others',
  },
  policyAnswers: {
    what: 'what the permission policy and sign-in say of a user, to read and use',
    where: 'process',
    freshMs: 10 * SECOND,
    max: 20_000,
    until: 'the user signs in again; `permissions.maxAgeSeconds` sets the time',
  },
  workspaces: {
    what: 'groups of the catalog',
    where: 'process',
    freshMs: 10 * SECOND,
    max: 50_000,
    until: 'somebody changes something for which the group must exist',
  },
  usableIntegrations: {
    what: 'the integrations a search is about',
    where: 'process',
    freshMs: SECOND,
    max: 1_000,
    until: 'an integration changes through the same replica',
  },
  recentUses: {
    what: 'what a workspace has used last',
    where: 'process',
    freshMs: 5 * SECOND,
    max: 1_000,
    until: 'the workspace uses an image through the same replica',
  },
  repositoryNames: {
    what: 'the names, projects and descriptions of all repositories, to search them',
    where: 'process',
    freshMs: SECOND,
    until: 'a repository changes through the same replica',
  },
  clients: {
    what: 'the connection to a registry, with its credential',
    where: 'process',
    until: `${SETTINGS}, or its password is re-encrypted`,
  },
  repositoryFilters: {
    what: 'repository filters and patterns of templates, compiled',
    where: 'process',
    max: 500,
    until: SETTINGS,
  },
  repositoryIndex: {
    what: 'the repositories of a registry',
    where: 'database',
    until: 'the next crawl; `schedule.crawl` sets the time',
  },
  health: {
    what: 'the health of a registry',
    where: 'database',
    until: 'the next check; `schedule.health` sets the time',
  },
} as const satisfies Record<string, Remembered>;

type Table = typeof remembered;

/** What `RegistryCache` keeps. */
export type CachedName = {
  [K in keyof Table]: Table[K]['where'] extends 'cache' ? K : never;
}[keyof Table];

/** How long something in the cache service is good for; what is not declared is 0. */
export function lifetimeOf(
  name: CachedName,
): Required<Pick<Remembered, 'freshMs' | 'staleMs' | 'keptMs'>> {
  const { freshMs = 0, staleMs = 0, keptMs = 0 }: Remembered = remembered[name];
  return { freshMs, staleMs, keptMs: Math.max(freshMs + staleMs, keptMs) };
}
