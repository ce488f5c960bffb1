import {
  Health,
  RepositoryIndexState,
  Sharing,
} from 'backstage-plugin-integrated-registry-common';

export type ImageHostProof = 'address' | 'pull' | 'confirmed' | 'disputed';

/** An integration as the backend knows it; its secret is encrypted, and does not leave even so. */
export interface StoredIntegration {
  id: string;
  /** Entity ref, lower case. */
  workspace: string;
  type: string;
  name: string;
  description?: string;
  url: string;
  imageHost: string;
  /**
   * What shows that the image host is this registry's: the address, a pull through it, a platform
   * admin; `disputed`: it is another workspace's. Goes where address or image host change.
   */
  imageHostProof?: ImageHostProof;
  username?: string;
  hasCredential: boolean;
  encryptedCredential?: EncryptedCredential;
  credentialExpiresAt?: Date;
  tls: { caCertificate?: string; skipVerify: boolean };
  repositories: string[];
  repositoryFilter: string[];
  sharing: Sharing;
  managedBy: 'user' | 'config';
  health: Health;
  repositoryIndex: RepositoryIndexState;
  /** Since when the catalog no longer has the workspace; then nobody uses the integration. */
  suspendedSince?: Date;
  createdAt: Date;
  createdBy: string;
  updatedAt: Date;
  updatedBy: string;
  /** Counts changes of the settings; the ETag is made from it. */
  version: number;
}

/** What an admin sets; the rest the store or the services fill in. */
export type IntegrationSettings = Pick<
  StoredIntegration,
  | 'workspace'
  | 'type'
  | 'name'
  | 'description'
  | 'url'
  | 'imageHost'
  | 'imageHostProof'
  | 'username'
  | 'tls'
  | 'repositories'
  | 'repositoryFilter'
  | 'sharing'
>;

/** The password as it is stored. */
export interface EncryptedCredential {
  keyId: string;
  /** Opaque text made by `CredentialCipher`. */
  ciphertext: string;
}
