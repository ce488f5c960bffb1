import {
  Health,
  IntegrationFieldValues,
  RepositoryIndexState,
} from 'backstage-plugin-integrated-registry-common';
import { ReportedChanges } from './ReportedChanges';

export type ImageHostProof = 'address' | 'pull' | 'confirmed' | 'disputed';

/** What an admin sets, and what is known of it; the rest the store or the services fill in. */
export type IntegrationSettings = IntegrationFieldValues & {
  /**
   * What shows that the image host is this registry's: the address, a pull through it, a platform
   * admin; `disputed`: it is another workspace's. Goes where address or image host change.
   */
  imageHostProof?: ImageHostProof;
};

/** An integration as the backend knows it; its secret is encrypted, and does not leave even so. */
export interface StoredIntegration extends IntegrationSettings {
  id: string;
  hasCredential: boolean;
  encryptedCredential?: EncryptedCredential;
  credentialExpiresAt?: Date;
  managedBy: 'user' | 'config';
  health: Health;
  repositoryIndex: RepositoryIndexState;
  /** Absent before the first webhook. */
  changes?: ReportedChanges;
  /** Since when the catalog no longer has the workspace; then nobody uses the integration. */
  suspendedSince?: Date;
  createdAt: Date;
  createdBy: string;
  updatedAt: Date;
  updatedBy: string;
  /** Counts changes of the settings; the ETag is made from it. */
  version: number;
}

/** The password as it is stored. */
export interface EncryptedCredential {
  keyId: string;
  /** Opaque text made by `CredentialCipher`. */
  ciphertext: string;
}
