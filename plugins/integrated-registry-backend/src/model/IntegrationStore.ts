import {
  Health,
  RepositoryIndexState,
} from 'backstage-plugin-integrated-registry-common';
import { IntegrationFilter, IntegrationSearch } from './IntegrationFilter';
import {
  EncryptedCredential,
  IntegrationSettings,
  StoredIntegration,
} from './StoredIntegration';

export interface IntegrationStore {
  get(id: string): Promise<StoredIntegration | undefined>;
  /** Ordered by name, then id. */
  list(options: {
    filter?: IntegrationFilter;
    search?: IntegrationSearch;
    /** Behind this one, in the order of the list. */
    after?: { name: string; id: string };
    limit?: number;
  }): Promise<StoredIntegration[]>;
  /** The whole list; what another replica has changed within the last second may be missing. */
  listRecent(filter: IntegrationFilter): Promise<readonly StoredIntegration[]>;
  count(filter?: IntegrationFilter): Promise<number>;
  /** @throws ConflictError where the workspace has one of that name already */
  create(integration: {
    id: string;
    settings: IntegrationSettings;
    managedBy: 'user' | 'config';
    credential?: EncryptedCredential;
    credentialExpiresAt?: Date;
    createdBy: string;
  }): Promise<StoredIntegration>;
  /** @throws ConflictError on a stale `version` or a taken name, NotFoundError */
  update(
    id: string,
    version: number,
    change: {
      settings: IntegrationSettings;
      /** Absent keeps what is stored, `'remove'` takes it away. */
      credential?: EncryptedCredential | 'remove';
      /** Absent keeps what is known, unless the password is another; `'remove'` forgets it. */
      credentialExpiresAt?: Date | 'remove';
      /** Is it suspended no longer? */
      resume?: boolean;
      updatedBy: string;
    },
  ): Promise<StoredIntegration>;
  /**
   * The repository index of it is left to `RepositoryStore.removeAll`.
   *
   * @throws ConflictError on a stale `version`, NotFoundError
   */
  remove(id: string, version: number): Promise<void>;
  getCredential(id: string): Promise<EncryptedCredential | undefined>;
  /** Ids of the integrations whose password is encrypted with another key, or in another form. */
  listCredentials(options: {
    notKeyId: string;
    isCurrent(credential: EncryptedCredential): boolean;
  }): Promise<string[]>;
  /**
   * The same password in another ciphertext, which is no change of the integration.
   *
   * @returns false where somebody has changed the password since `from` was read
   */
  replaceCredential(
    id: string,
    from: EncryptedCredential,
    to: EncryptedCredential,
  ): Promise<boolean>;
  /** What the registry itself tells, which is no change of the integration. */
  setCredentialExpiry(id: string, expiresAt: Date | undefined): Promise<void>;
  /**
   * Notes what shows that the image host is this registry's, which is no change of the integration.
   * Nothing is written where the settings are no longer of this version.
   */
  setImageHostProof(
    id: string,
    version: number,
    proof: NonNullable<StoredIntegration['imageHostProof']>,
  ): Promise<void>;
  /**
   * Changes the health from what it is at that moment, so that nothing is lost that others note.
   *
   * @param change - may be called more than once
   * @param version - of the settings that were checked; where they have changed, nothing is written
   * @returns the health as it is now; undefined where the integration is gone, or has changed
   */
  changeHealth(
    id: string,
    change: (before: Health) => Health,
    version?: number,
  ): Promise<Health | undefined>;
  /**
   * Tells of a crawl.
   *
   * @param heldBy - who crawls; nothing is written where another replica has taken the crawl over.
   * Left out: nothing is written while anybody crawls, who will write it then
   */
  setRepositoryIndex(
    id: string,
    state: RepositoryIndexState,
    heldBy?: string,
  ): Promise<void>;
}
