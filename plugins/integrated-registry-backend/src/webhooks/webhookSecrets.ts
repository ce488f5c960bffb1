import { randomBytes } from 'node:crypto';
import {
  CredentialBinding,
  CredentialCipher,
  CredentialError,
} from '../credentials';
import { EncryptedCredential } from '../model';
import { DatabaseWebhookStore } from './DatabaseWebhookStore';

/** Of letters, digits, `-` and `_`, so that it fits into headers and addresses as it is; 256 bits. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** The secret of a webhook is bound to the integration alone: it is sent to the portal by anybody. */
export function webhookBinding(integrationId: string): CredentialBinding {
  return {
    id: JSON.stringify(['webhook', integrationId]),
    type: 'webhook',
    url: '',
    username: '',
    tls: { skipVerify: false },
  };
}

/** @returns undefined where its key is gone, or it is another integration's */
export function secretOf(
  cipher: CredentialCipher,
  integrationId: string,
  encrypted: EncryptedCredential,
): string | undefined {
  try {
    return cipher.decrypt(webhookBinding(integrationId), encrypted);
  } catch (error) {
    if (error instanceof CredentialError) {
      return undefined;
    }
    throw error;
  }
}

export interface WebhookReencryptionOptions {
  webhooks: DatabaseWebhookStore;
  cipher: CredentialCipher & { readonly currentKeyId: string };
}

/** Encrypts secrets of older keys with the current one; one that cannot be read stays as it is. */
export async function reencryptWebhooks(
  { webhooks, cipher }: WebhookReencryptionOptions,
  signal?: AbortSignal,
): Promise<void> {
  for (const { integrationId, encrypted } of await webhooks.listEncrypted()) {
    if (signal?.aborted) {
      return;
    }
    const secret =
      encrypted.keyId === cipher.currentKeyId
        ? undefined
        : secretOf(cipher, integrationId, encrypted);
    if (secret !== undefined) {
      await webhooks.replaceEncrypted(
        integrationId,
        encrypted,
        cipher.encrypt(webhookBinding(integrationId), secret),
      );
    }
  }
}
