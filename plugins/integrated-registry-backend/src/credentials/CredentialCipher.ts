import { EncryptedCredential } from '../database';

/** Encrypts passwords for the database, each bound to its integration. */
export interface CredentialCipher {
  encrypt(integrationId: string, password: string): EncryptedCredential;
  /** @throws CredentialError where the key is gone, or the text was changed or moved */
  decrypt(integrationId: string, credential: EncryptedCredential): string;
}

/** A stored password that cannot be read; says why and what to do, never with a secret in it. */
export class CredentialError extends Error {
  readonly name = 'CredentialError';
}
