import { Login } from '../../peers';

/** What a robot account may be given in a project, as Harbor names it: resource and action. */
export type HarborPermission =
  | 'repository:list'
  | 'repository:read'
  | 'repository:pull'
  | 'repository:push'
  | 'artifact:list'
  | 'artifact:read'
  | 'artifact-addition:read'
  | 'accessory:list'
  | 'tag:list'
  | 'scan:create';

export interface HarborAccount extends Login {
  /**
   * `cliSecret`: somebody of a single sign-on, with the secret for the container tools.
   * Default: `user`.
   */
  kind?: 'admin' | 'user' | 'robot' | 'cliSecret';
  /** Names of the private projects it may read; a robot reads all without it. */
  projects?: readonly string[];
  /** Names of the projects that it administers, and so also reads: it may make robots for each of them. */
  adminOf?: readonly string[];
  /** Of a robot. Default: `project` where it has `projects`. */
  level?: 'system' | 'project';
  /** Of a robot: all it may do in its private projects. Default: everything. */
  permissions?: readonly HarborPermission[];
  /** Of a robot: seconds since 1970; -1, the default, for never. Expired, it is as if there were none. */
  expiresAt?: number;
  /** Of a robot: may it list the robot accounts of its level? Default: no. */
  listsRobots?: boolean;
}

export interface HarborProjectOptions {
  name: string;
  public?: boolean;
  /**
   * It stands before another registry, and what it has is still to be cached: the container tools get
   * it, the API does not know of it yet.
   */
  proxyCache?: boolean;
  /** Of a proxy cache: what was pulled through it, as `repository:tag` without its project. */
  cached?: readonly string[];
}

/** Habits of Harbor that can be switched off; all are on by default. */
export interface HarborFacts {
  /** Fact 10: the proxy decodes paths once, so that slashes in names are encoded twice. */
  doubleEncoding: boolean;
  /** Fact 11: numbers are ids of projects unless a header says otherwise. */
  numericNamesAreIds: boolean;
  /** Fact 13: who sends cookies back and has no CSRF token is refused. */
  csrf: boolean;
  /** A wrong password gets what everybody sees. Off: 401. */
  wrongPasswordIsAnonymous: boolean;
  /** What a proxy before Harbor cuts pages to, with the number of all that there are. Off: 100. */
  mostOnAPage?: number;
  /** A proxy before Harbor keeps the number of all that there are. */
  withoutTotal?: boolean;
}

export interface HarborOptions {
  accounts: readonly HarborAccount[];
  /** Projects besides those that have repositories, which are private by default. */
  projects?: readonly HarborProjectOptions[];
  /** What is written below a repository, `team/app`, by those who own it. Default: nothing. */
  describe?(repository: string): string | undefined;
  /** Default: `v2.9.5`. With a `v1.` in front there is no API v2.0. */
  version?: string;
  authMode?: 'db_auth' | 'oidc_auth';
  /** Default: 1800. */
  tokenLifetimeSeconds?: number;
  /** `library/app:1.0`; everything else is scanned when somebody asks for it. */
  scanned?: readonly string[];
  /** Severities of what a scan finds, the worst first. Default: one of each. */
  findings?: readonly ('Critical' | 'High' | 'Medium' | 'Low')[];
  /** Is there a scanner? Default: true. */
  scanner?: boolean;
  facts?: Partial<HarborFacts>;
}
