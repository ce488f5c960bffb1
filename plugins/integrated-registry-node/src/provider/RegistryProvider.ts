import {
  Artifact,
  Diagnosis,
  DiagnosisStep,
  Gap,
  ProviderCapability,
  ProviderField,
  ProviderHints,
  RegistryFailure,
  TagSort,
  VulnerabilityReport,
} from 'backstage-plugin-integrated-registry-common';
import { HttpTransport } from '../transport/HttpTransport';

/** User name and password; the password may be a token. @public */
export interface RegistryCredential {
  username: string;
  password: string;
}

/** What a provider needs to speak to one registry. @public */
export interface RegistryConnection {
  /** API address without trailing slash. */
  url: string;
  /** What stands before the repository in an image reference. */
  imageHost: string;
  credential?: RegistryCredential;
  /** Declared repositories; where given, they are the catalogue. */
  repositories: readonly string[];
  /** Globs; where not empty, only matching repositories are listed. */
  repositoryFilter: readonly string[];
  /** The one way to the network: it holds this integration's TLS settings, limits and guard. */
  transport: HttpTransport;
}

/** A repository as a registry lists it. @public */
export interface RegistryRepository {
  /** `team/app` */
  name: string;
  project?: string;
  /** Where it differs from the connection's. */
  imageHost?: string;
  description?: string;
  /** ISO 8601. */
  updatedAt?: string;
  tagCount?: number;
  pullCount?: number;
  visibility?: 'public' | 'private';
}

/**
 * What a list should have and has not. Without `since` and `integrationId`, which the portal adds.
 *
 * @public
 */
export type RegistryGap = Pick<
  Gap,
  'scope' | 'code' | 'message' | 'remedy' | 'wording' | 'permission' | 'count'
>;

/** @public */
export interface RegistryRepositoryPage {
  items: RegistryRepository[];
  /** Where to go on after this page; absent on the last one. */
  cursor?: string;
  /**
   * What is missing, as far as this page tells. What is known of a project, a repository or, with
   * the scope `registry`, of everything stays in the repository index, marked, where the code is
   * `REFUSED`, `HIDDEN` or `PAGING`.
   */
  gaps?: RegistryGap[];
}

/** A tag as a registry lists it; most know the name only. @public */
export interface RegistryTag {
  name: string;
  digest?: string;
  mediaType?: string;
  /** ISO 8601. */
  pushedAt?: string;
  sizeBytes?: number;
  /** False where a proxy cache has it upstream only. */
  cached?: boolean;
}

/** @public */
export interface RegistryTagPage {
  items: RegistryTag[];
  /** Where to go on after this page; absent on the last one. */
  cursor?: string;
  /** The order of the items over all pages; `none` where the registry promises nothing. */
  order: 'pushedAt' | 'name' | 'none';
  /** What is missing, as far as this page tells. */
  gaps?: RegistryGap[];
}

/** What a `HEAD` tells. @public */
export interface RegistryDescriptor {
  digest: string;
  mediaType: string;
  /** Of the manifest itself, in bytes. */
  sizeBytes?: number;
}

/** Something that belongs to an image without being one. @public */
export interface RegistryReferrer {
  digest: string;
  mediaType: string;
  /** What its maker calls it: `application/vnd.cyclonedx+json`. */
  artifactType?: string;
  kind: 'signature' | 'sbom' | 'attestation' | 'other';
  /** Of its manifest, in bytes. */
  sizeBytes?: number;
}

/** What belongs to an image. @public */
export interface RegistryReferrerList {
  items: RegistryReferrer[];
  /** Why there may be more, where not everything could be asked. */
  failure?: RegistryFailure;
}

/** @public */
export interface CallOptions {
  signal: AbortSignal;
}

/**
 * A registry, spoken to with one credential. Every call fails only with `RegistryError`, ends
 * within the transport's deadline and ends early when its signal is aborted (then it rejects with
 * the signal's reason).
 *
 * @public
 */
export interface RegistryClient {
  /**
   * Finds out, step by step, whether the registry can be used. Never rejects because of the
   * registry: what fails is in the answer.
   *
   * @param options - `onStep` is called with each step as it ends
   */
  diagnose(
    options: CallOptions & { onStep?: (step: DiagnosisStep) => void },
  ): Promise<Diagnosis>;

  /**
   * The image host, where the registry lets it be found out: host and port, a path, and `{project}`
   * where each project has a host of its own. Asked where nobody has entered one; without an answer
   * the provider's default stands.
   */
  findImageHost?(options: CallOptions): Promise<string | undefined>;

  /**
   * All repositories, page by page.
   *
   * @param options - `cursor` of the last page that was taken, to resume behind it;
   * `knownProjects`: those that earlier lists had. One that is no longer listed, and that the
   * registry does not call gone, is told as a gap `HIDDEN`
   */
  listRepositories(
    options: CallOptions & {
      cursor?: string;
      knownProjects?: readonly string[];
    },
  ): AsyncIterable<RegistryRepositoryPage>;

  /** One page of tags. */
  listTags(
    repository: string,
    options: CallOptions & { cursor?: string; limit?: number; sort?: TagSort },
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
   * Signatures, SBOMs, attestations and whatever else refers to an artifact; for providers with the
   * capability `referrers`. Empty where there is nothing.
   *
   * @throws RegistryError where nothing could be found out
   */
  listReferrers?(
    repository: string,
    digest: string,
    options: CallOptions,
  ): Promise<RegistryReferrerList>;

  /**
   * What the registry's scanner says of an artifact; for providers with the capability
   * `vulnerabilities`. An artifact nobody has scanned is no error: the state says so.
   */
  getVulnerabilities?(
    repository: string,
    digest: string,
    options: CallOptions,
  ): Promise<VulnerabilityReport>;

  /**
   * Has the registry scan an artifact, and does not wait for the end; for providers with the
   * capability `startScan`. `getVulnerabilities` tells how far it is.
   */
  startScan?(
    repository: string,
    digest: string,
    options: CallOptions,
  ): Promise<void>;
}

/**
 * Speaks one registry type. Add one with `registryProvidersExtensionPoint`.
 *
 * @public
 */
export interface RegistryProvider {
  /** `docker`; lower case, unique. */
  readonly type: string;
  /** `Docker Registry` */
  readonly title: string;
  readonly description?: string;
  readonly credential: 'required' | 'optional';
  readonly configFields: readonly ProviderField[];
  /** How the form words the fields that every type has, where its own words do not fit. */
  readonly hints?: ProviderHints;
  readonly capabilities: readonly ProviderCapability[];
  /**
   * The image host of a registry at this address, where nobody has entered one. Default: host and
   * port of the address.
   */
  defaultImageHost?(url: string): string;
  /**
   * Image hosts to try where nobody has entered one and the address does not tell it, the likeliest
   * first. The connection test takes the first one that an image can be pulled from, and fails where
   * there is none. Empty where the default is right.
   */
  guessImageHosts?(url: string): readonly string[];
  connect(connection: RegistryConnection): RegistryClient;
}
