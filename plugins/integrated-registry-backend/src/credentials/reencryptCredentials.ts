import { LoggerService } from '@backstage/backend-plugin-api';
import { IntegrationStore } from '../database';
import { AesGcmCredentialCipher } from './AesGcmCredentialCipher';
import { CredentialError } from './CredentialCipher';

export interface ReencryptionOptions {
  store: IntegrationStore;
  cipher: AesGcmCredentialCipher;
  logger: LoggerService;
}

/**
 * Encrypts passwords of older keys with the current one, each by itself. A password that somebody
 * changes meanwhile is left as they have written it; one whose key is gone stays as it is.
 */
export async function reencryptCredentials(
  { store, cipher, logger }: ReencryptionOptions,
  signal?: AbortSignal,
): Promise<void> {
  const old = await store.listCredentials({ notKeyId: cipher.currentKeyId });
  let done = 0;
  for (const { integrationId, credential } of old) {
    if (signal?.aborted) {
      break;
    }
    try {
      const password = cipher.decrypt(integrationId, credential);
      const replaced = await store.replaceCredential(
        integrationId,
        credential,
        cipher.encrypt(integrationId, password),
      );
      done += replaced ? 1 : 0;
    } catch (error) {
      if (!(error instanceof CredentialError)) {
        throw error;
      }
      // Its integration says so; nothing can be done here.
    }
  }
  if (done > 0) {
    logger.info(
      `Encrypted ${done} registry passwords with the key ${JSON.stringify(
        cipher.currentKeyId,
      )}, which is the current one`,
    );
  }
}
