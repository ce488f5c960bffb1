import { LoggerService } from '@backstage/backend-plugin-api';
import { IntegrationStore } from '../model';
import { AesGcmCredentialCipher } from './AesGcmCredentialCipher';
import { CredentialError } from './CredentialCipher';
import { DatabaseEncryptionKeyStore } from './DatabaseEncryptionKeyStore';

/** Replicas that start together get in each other's way; what one has done is done for the next round. */
const ROUNDS = 3;

export interface ReencryptionOptions {
  store: IntegrationStore;
  keys: DatabaseEncryptionKeyStore;
  cipher: AesGcmCredentialCipher;
  logger: LoggerService;
}

/**
 * Encrypts passwords of older keys with the current one, and binds those that earlier versions left
 * unbound, each by itself. A password that somebody changes meanwhile is left as they have written
 * it; one whose key is gone stays as it is.
 *
 * After a run to the end, no password that is not bound is read any more under these keys: somebody
 * who kept an old ciphertext and can write the tables gains nothing by putting it back.
 */
export async function reencryptCredentials(
  options: ReencryptionOptions,
  signal?: AbortSignal,
): Promise<void> {
  const { keys, cipher, logger } = options;
  let done = 0;
  for (let round = 1; round <= ROUNDS; round++) {
    const { replaced, overtaken } = await reencryptOnce(options, signal);
    done += replaced;
    if (!overtaken) {
      for (const keyId of cipher.unboundKeyIds) {
        await keys.setKnownText({
          id: keyId,
          knownText: cipher.knownText(keyId),
        });
        cipher.refuseUnbound(keyId);
      }
      break;
    }
  }
  if (done > 0) {
    logger.info(
      `Encrypted ${done} registry passwords with the key ${JSON.stringify(
        cipher.currentKeyId,
      )}, which is the current one, each bound to the address and user name it is for`,
    );
  }
}

async function reencryptOnce(
  { store, cipher }: ReencryptionOptions,
  signal?: AbortSignal,
): Promise<{ replaced: number; overtaken: boolean }> {
  const old = await store.listCredentials({
    notKeyId: cipher.currentKeyId,
    isCurrent: AesGcmCredentialCipher.isBound,
  });
  let done = 0;
  let overtaken = false;
  for (const id of old) {
    if (signal?.aborted) {
      overtaken = true;
      break;
    }
    // As one reading: the password is bound to the settings it stands beside.
    const integration = await store.get(id);
    const credential = integration?.encryptedCredential;
    if (!integration || !credential) {
      continue;
    }
    try {
      const password = cipher.decrypt(integration, credential);
      const replaced = await store.replaceCredential(
        id,
        credential,
        cipher.encrypt(integration, password),
      );
      done += replaced ? 1 : 0;
      overtaken ||= !replaced;
    } catch (error) {
      if (!(error instanceof CredentialError)) {
        throw error;
      }
      // Its integration says so; nothing can be done here.
    }
  }
  return { replaced: done, overtaken };
}

/** What another replica has brought to an end holds for this one too. */
export async function learnBoundKeys({
  keys,
  cipher,
}: Pick<ReencryptionOptions, 'keys' | 'cipher'>): Promise<void> {
  if (cipher.unboundKeyIds.length === 0) {
    return;
  }
  for (const { id, knownText } of await keys.list()) {
    if (
      cipher.unboundKeyIds.includes(id) &&
      cipher.judgeKnownText(id, knownText) === 'bound'
    ) {
      cipher.refuseUnbound(id);
    }
  }
}
