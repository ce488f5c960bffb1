import { RegistryFailure } from 'backstage-plugin-integrated-registry-common';
import { EncryptedCredential } from '../database';

/** Encrypts passwords for the database, each bound to its integration. */
export interface CredentialCipher {
  encrypt(integrationId: string, password: string): EncryptedCredential;
  /** @throws CredentialError where the key is gone, or the text was changed or moved */
  decrypt(integrationId: string, credential: EncryptedCredential): string;
  /** Whether `decrypt` can; the password itself is not given. */
  canDecrypt(integrationId: string, credential: EncryptedCredential): boolean;
}

/** A stored password that cannot be read; says why and what to do, never with a secret in it. */
export class CredentialError extends Error {
  readonly name = 'CredentialError';

  toFailure(): RegistryFailure {
    return {
      code: 'UNAUTHORIZED',
      message: this.message,
      remedy:
        'Edit the integration and enter its password again, or have the portal’s administrators put the encryption key back.',
    };
  }
}
