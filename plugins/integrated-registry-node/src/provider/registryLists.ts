import {
  Gap,
  RegistryFailure,
} from 'backstage-plugin-integrated-registry-common';
import type { TagNames } from './TagNames';

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
  /** Further tags of which the registry tells the name only, where the caller takes them so. */
  names?: TagNames;
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
  /** How many are left out of `items`. */
  more?: number;
  /** Why there may be more, where not everything could be asked. */
  failure?: RegistryFailure;
}
