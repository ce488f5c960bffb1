import { CredentialCipher, CredentialError } from '../../credentials';
import { IntegrationStore } from '../../model';
import { DatabasePullCredentialStore } from './DatabasePullCredentialStore';
import { pullBinding } from './pullBinding';

export interface PullReencryptionOptions {
  decisions: DatabasePullCredentialStore;
  store: IntegrationStore;
  cipher: CredentialCipher & { readonly currentKeyId: string };
}

/**
 * Encrypts separate pull credentials of older keys with the current one. One whose key is gone, or
 * that is bound to something else by now, stays as it is: its integration says so.
 */
export async function reencryptPullCredentials(
  { decisions, store, cipher }: PullReencryptionOptions,
  signal?: AbortSignal,
): Promise<void> {
  for (const decision of await decisions.list()) {
    const { integrationId, workspace, username = '', encrypted } = decision;
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
        await decisions.replaceEncrypted(decision, encrypted, again);
      }
    } catch (error) {
      if (!(error instanceof CredentialError)) {
        throw error;
      }
    }
  }
}
