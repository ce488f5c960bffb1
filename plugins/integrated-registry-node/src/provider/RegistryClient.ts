import {
  Artifact,
  Diagnosis,
  DiagnosisStep,
  ProviderCapability,
  TagSort,
  VulnerabilityReport,
} from 'backstage-plugin-integrated-registry-common';
import {
  RegistryDescriptor,
  RegistryReferrerList,
  RegistryRepositoryPage,
  RegistryTagPage,
} from './registryLists';

/** @public */
export interface CallOptions {
  signal: AbortSignal;
}

/** @public */
export interface DiagnoseOptions extends CallOptions {
  /** Called with each step as it ends. */
  onStep?: (step: DiagnosisStep) => void;
}

/** @public */
export interface ListRepositoriesOptions extends CallOptions {
  /** Of the last page that was taken, to resume behind it. */
  cursor?: string;
  /**
   * The projects that earlier lists had. One that is no longer listed, and that the registry does not
   * call gone, is told as a gap `HIDDEN`.
   */
  knownProjects?: readonly string[];
}

/** @public */
export interface ListTagsOptions extends CallOptions {
  /** Of the last page, to go on behind it. */
  cursor?: string;
  limit?: number;
  sort?: TagSort;
  /** May a long list be answered as `names`? */
  packed?: boolean;
}

/**
 * What a credential that the portal makes is for.
 *
 * @public
 */
export interface MintPullCredentialOptions extends CallOptions {
  /** What it is called in the registry; of small letters, digits and single hyphens between them, at most 63. */
  name: string;
  /** The projects whose images it pulls, as the repositories' names begin; none where a group decides. */
  projects: readonly string[];
  /** How long it is valid, in days. */
  days: number;
  /** The group of the registry whose rights it has, where the registry knows no others. */
  group?: string;
}

/**
 * A credential that may do nothing but pull.
 *
 * @public
 */
export interface MintedPullCredential {
  username: string;
  password: string;
  /** Absent where it does not expire. */
  expiresAt?: Date;
}

/**
 * A registry, spoken to with one credential. Every call fails only with `RegistryError`, ends
 * within the transport's deadline and ends early when its signal is aborted (then it rejects with
 * the signal's reason).
 *
 * The optional methods of its class are the capabilities of its provider: leave out what the registry
 * cannot do, and the portal does not offer it.
 *
 * @public
 */
export interface RegistryClient {
  /**
   * Finds out, step by step, whether the registry can be used. Never rejects because of the
   * registry: what fails is in the answer.
   */
  diagnose(options: DiagnoseOptions): Promise<Diagnosis>;

  /**
   * The image host, where the registry lets it be found out: host and port, a path, and `{project}`
   * where each project has a host of its own. Asked where nobody has entered one; without an answer
   * the provider's default stands.
   */
  findImageHost?(options: CallOptions): Promise<string | undefined>;

  /**
   * Does the credential administer the registry? Such a password is not put into namespaces. Left out
   * where the registry does not tell.
   */
  isAdministrator?(options: CallOptions): Promise<boolean>;

  /**
   * Makes a credential that may only pull. Its name is used once: where the caller cannot know whether
   * an earlier call has come through, it revokes that name and takes another one. `FORBIDDEN` names the
   * right that the integration's own credential lacks. Goes with `revokePullCredential`.
   */
  mintPullCredential?(
    options: MintPullCredentialOptions,
  ): Promise<MintedPullCredential>;

  /**
   * Ends a credential that was minted, by its name. One that is not there any more is no error; where
   * nobody can tell, it fails. What others have made under that name stays.
   */
  revokePullCredential?(name: string, options: CallOptions): Promise<void>;

  /**
   * The project that a repository belongs to, as its name tells; nothing is asked. Left out where the
   * registry has no projects.
   */
  projectOf?(repository: string): string | undefined;

  /** All repositories, page by page. */
  listRepositories(
    options: ListRepositoriesOptions,
  ): AsyncIterable<RegistryRepositoryPage>;

  /** One page of tags. */
  listTags(
    repository: string,
    options: ListTagsOptions,
  ): Promise<RegistryTagPage>;

  /** Digest and media type of a tag or digest, as cheaply as the registry can tell. */
  resolve(
    repository: string,
    reference: string,
    options: CallOptions,
  ): Promise<RegistryDescriptor>;

  /** Details of a tag or digest. Content is checked against its digest. */
  getArtifact(
    repository: string,
    reference: string,
    options: CallOptions,
  ): Promise<Artifact>;

  /**
   * Signatures, SBOMs, attestations and whatever else refers to an artifact. Empty where there is
   * nothing.
   *
   * @throws RegistryError where nothing could be found out
   */
  listReferrers?(
    repository: string,
    digest: string,
    options: CallOptions,
  ): Promise<RegistryReferrerList>;

  /**
   * What the registry's scanner says of an artifact. An artifact nobody has scanned is no error: the
   * state says so.
   */
  getVulnerabilities?(
    repository: string,
    digest: string,
    options: CallOptions,
  ): Promise<VulnerabilityReport>;

  /**
   * Has the registry scan an artifact, and does not wait for the end: `getVulnerabilities` tells how
   * far it is.
   */
  startScan?(
    repository: string,
    digest: string,
    options: CallOptions,
  ): Promise<void>;
}

/**
 * Which method is which capability: a provider whose clients have the method has the capability.
 *
 * @internal
 */
export const capabilityMethods = {
  vulnerabilities: 'getVulnerabilities',
  startScan: 'startScan',
  referrers: 'listReferrers',
  mintPullCredential: 'mintPullCredential',
} as const satisfies Record<ProviderCapability, keyof RegistryClient>;
