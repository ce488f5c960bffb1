import { CredentialCipher, CredentialError } from '../../credentials';
import { EncryptedCredential, IntegrationStore } from '../../model';
import { pullBinding } from './pullBinding';

interface Encrypted {
  integrationId: string;
  workspace: string;
  username?: string;
  encrypted?: EncryptedCredential;
}

interface EncryptedStore<T extends Encrypted> {
  list(): Promise<T[]>;
  replaceEncrypted(
    credential: T,
    from: EncryptedCredential,
    to: EncryptedCredential,
  ): Promise<boolean>;
}

export interface PullReencryptionOptions<T extends Encrypted> {
  credentials: EncryptedStore<T>;
  store: IntegrationStore;
  cipher: CredentialCipher & { readonly currentKeyId: string };
}

/**
 * Encrypts pull credentials of older keys with the current one. One whose key is gone, or that is bound
 * to something else by now, stays as it is: its integration says so.
 */
export async function reencryptPullCredentials<T extends Encrypted>(
  { credentials, store, cipher }: PullReencryptionOptions<T>,
  signal?: AbortSignal,
): Promise<void> {
  for (const credential of await credentials.list()) {
    const { integrationId, workspace, username = '', encrypted } = credential;
    if (signal?.aborted) {
      return;
    }
    if (!encrypted || encrypted.keyId === cipher.currentKeyId) {
      continue;
    }
    const integration = await store.get(integrationId);
    const binding =
      integration && pullBinding(integration, workspace, username);
    try {
      if (binding) {
        const password = cipher.decrypt(binding, encrypted);
        const again = cipher.encrypt(binding, password);
        await credentials.replaceEncrypted(credential, encrypted, again);
      }
    } catch (error) {
      if (!(error instanceof CredentialError)) {
        throw error;
      }
    }
  }
}
