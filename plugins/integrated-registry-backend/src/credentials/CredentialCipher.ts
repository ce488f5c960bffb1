import {
  IntegrationFieldNameWith,
  Message,
  message,
  RegistryFailure,
  worded,
} from 'backstage-plugin-integrated-registry-common';
import { EncryptedCredential, StoredIntegration } from '../model';

/**
 * What a password is bound to: the integration, and to whom and by what trust it is sent. In another
 * row, or beside another address, user name or TLS setting, it cannot be decrypted.
 */
export type CredentialBinding = Pick<
  StoredIntegration,
  'id' | 'type' | IntegrationFieldNameWith<{ bindsPassword: true }>
>;

/** Encrypts passwords for the database, each bound to its integration and its recipient. */
export interface CredentialCipher {
  encrypt(binding: CredentialBinding, password: string): EncryptedCredential;
  /** @throws CredentialError where the key is gone, or what it is bound to was changed */
  decrypt(binding: CredentialBinding, credential: EncryptedCredential): string;
  /** Whether `decrypt` can; the password itself is not given. */
  canDecrypt(
    binding: CredentialBinding,
    credential: EncryptedCredential,
  ): boolean;
  /** The same for the same text, in every replica; nobody without the key can make or test one. */
  fingerprint(text: string): string;
}

/** A stored password that cannot be read; says why and what to do, never with a secret in it. */
export class CredentialError extends Error {
  readonly name = 'CredentialError';

  constructor(readonly reason: Message) {
    super(reason.text);
  }

  toFailure(): RegistryFailure {
    return worded({
      code: 'UNAUTHORIZED',
      message: this.reason,
      remedy: message('ENTER_PASSWORD_OR_KEY'),
    });
  }
}
