import { Login } from '../../peers';

/** An identity or access token: a password of its user, or `Authorization: Bearer`. */
export interface ArtifactoryToken {
  value: string;
  /** Keys it opens, of those its user may read. Default: all of them. */
  repositories?: readonly string[];
}

export interface ArtifactoryAccount extends Login {
  admin?: boolean;
  tokens?: readonly ArtifactoryToken[];
  /** Refused, unless `habits.apiKeys` is on. */
  apiKey?: string;
  /** Keys it may read. Default: all. */
  repositories?: readonly string[];
}

/**
 * A repository key. What a store has under `key/...` is in it; of a remote one, that is what there
 * would be to fetch, and `key-cache/...` has been fetched.
 */
export interface ArtifactoryRepository {
  key: string;
  /** Default: `local`. */
  type?: 'local' | 'remote' | 'virtual' | 'federated';
  /** `docker`, `oci`, or what holds no images: `npm`. Default: `docker`. */
  packageType?: string;
  description?: string;
  /** Of a virtual one: the keys whose content it shows, the first that has it. */
  members?: readonly string[];
}

/** What Artifactories do differently. */
export interface ArtifactoryHabits {
  /** Where it tells its version: version 7 by a header of its own, older ones as the server. */
  identifiedBy: 'x-jfrog-version' | 'server' | 'nothing';
  /** Ping refuses wrong credentials; right ones it never needs. */
  pingChecksCredentials: boolean;
  /** Fact 19: others get 403. */
  versionForAdminsOnly: boolean;
  /** Fact 18: accepted, as before 7.98. */
  apiKeys: boolean;
  /** What becomes of those who ask for a token without credentials. */
  anonymousToken: 401 | 406;
  /** Its own tokens are refused, and only Basic and access tokens open anything. */
  refusesOwnTokens: boolean;
  /** `/v2/` is answered to everybody, whatever the credentials. */
  openRoot: boolean;
  challengeWithoutScope: boolean;
  /** The form of the errors of the container tools' API. */
  dockerErrors: 'oci' | 'rest';
  /** Fact 16: remote repositories list what they have not cached, too. */
  listsUncached: boolean;
  /** `size` in the results of AQL is one or the other in its documentation. */
  aqlSize: 'number' | 'string';
}

/** Fact 19. */
export interface AqlLimits {
  /** Default: 3. */
  parallel: number;
  /** Milliseconds somebody waits for a turn before 429. Default: 10,000. */
  patienceMs: number;
  /** Milliseconds that a query takes. Default: 0. */
  durationMs: number;
  /** Default: 500,000. */
  rows: number;
}

export interface ArtifactoryOptions {
  accounts: readonly ArtifactoryAccount[];
  repositories: readonly ArtifactoryRepository[];
  /** The keys that the members of each group may read; tokens can be made for them. */
  groups?: Readonly<Record<string, readonly string[]>>;
  /** Keys that everybody may read. Default: nobody comes in without an account. */
  anonymous?: readonly string[];
  /** Where the API begins: `/artifactory` by default, empty, or `/tools/artifactory`. */
  contextPath?: string;
  /**
   * Where the container tools find a repository (fact 17): in the path, `/v2/<key>/`; by the name of
   * the host, `<key>.host`; or at a port of its own, see `RegistrySimulator.openPort`.
   * Default: `path`.
   */
  imageHost?: 'path' | 'subdomain' | 'port';
  /** Version and revision. Default: `7.46.11 74611900`. */
  version?: string;
  /** Default: 3600. */
  tokenLifetimeSeconds?: number;
  aql?: Partial<AqlLimits>;
  habits?: Partial<ArtifactoryHabits>;
}
