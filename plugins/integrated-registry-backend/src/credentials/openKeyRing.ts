import {
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { randomBytes } from 'node:crypto';
import { AesGcmCredentialCipher } from './AesGcmCredentialCipher';
import { DatabaseEncryptionKeyStore } from './DatabaseEncryptionKeyStore';
import { EncryptionKey, readEncryptionKeys } from './readEncryptionKeys';

const EPHEMERAL = 'ephemeral-';

export interface KeyRingOptions {
  config: RootConfigService;
  logger: LoggerService;
  store: DatabaseEncryptionKeyStore;
  /** `NODE_ENV` */
  environment: string | undefined;
}

/**
 * The cipher with the configured keys, after a look at the database whether they are the right
 * ones. Nothing is changed where they are not.
 *
 * @throws Error that names the key and says what to do
 */
export async function openKeyRing(
  options: KeyRingOptions,
): Promise<AesGcmCredentialCipher> {
  const { config, logger, store, environment } = options;
  const configured = readEncryptionKeys(config);
  if (configured.length === 0 && environment !== 'development') {
    throw new Error(
      'No encryption key is configured, so registry passwords cannot be stored. Set integratedRegistry.encryption.keys to a list of { id, secret }, with a secret made by: openssl rand -base64 32',
    );
  }
  const keys = configured.length > 0 ? configured : [makeEphemeralKey(logger)];
  const cipher = new AesGcmCredentialCipher(keys);
  await checkKnownKeys(cipher, store);
  await checkMissingKeys(
    cipher,
    store,
    logger,
    config.getOptionalStringArray('integratedRegistry.encryption.lostKeys') ??
      [],
  );
  return cipher;
}

function makeEphemeralKey(logger: LoggerService): EncryptionKey {
  logger.warn(
    'No encryption key is configured in integratedRegistry.encryption.keys. One was made up for as long as this process runs: registry passwords stored now cannot be read after a restart. In production the backend does not start like this.',
  );
  return {
    id: `${EPHEMERAL}${randomBytes(6).toString('hex')}`,
    secret: randomBytes(32).toString('base64'),
  };
}

async function checkKnownKeys(
  cipher: AesGcmCredentialCipher,
  store: DatabaseEncryptionKeyStore,
): Promise<void> {
  const known = new Map(
    (await store.list()).map(key => [key.id, key.knownText]),
  );
  for (const keyId of cipher.keyIds) {
    const knownText = known.get(keyId);
    if (knownText === undefined) {
      if (!keyId.startsWith(EPHEMERAL)) {
        await store.add({ id: keyId, knownText: cipher.knownText(keyId) });
      }
      continue;
    }
    const found = cipher.judgeKnownText(keyId, knownText);
    if (found === 'anotherKey') {
      throw new Error(
        `The encryption key ${JSON.stringify(
          keyId,
        )} is not the one that was used before under this id. Nothing was changed. Put the right secret back into integratedRegistry.encryption.keys; to begin to use another secret, give it another id and put it on top`,
      );
    }
    if (found === 'mayBeUnbound') {
      cipher.allowUnbound(keyId);
    }
  }
}

/**
 * Passwords whose key is gone cannot be used; each of their integrations says so. Where no password
 * at all can be read, the configuration is wrong rather than a key lost, and the start is refused.
 */
async function checkMissingKeys(
  cipher: AesGcmCredentialCipher,
  store: DatabaseEncryptionKeyStore,
  logger: LoggerService,
  lostKeys: readonly string[],
): Promise<void> {
  const counts = await store.countCredentials();
  const missing = [...counts].filter(([id]) => !cipher.keyIds.includes(id));
  const readable = counts.size - missing.length;
  for (const [keyId, credentials] of missing) {
    const passwords =
      credentials === 1
        ? '1 registry password'
        : `${credentials} registry passwords`;
    if (keyId.startsWith(EPHEMERAL)) {
      logger.warn(
        `${passwords} cannot be read any more, because the key was made up for an earlier process. Enter them again`,
      );
      continue;
    }
    const told = `The encryption key ${JSON.stringify(
      keyId,
    )} is missing, and ${passwords} can be read only with it. Nothing was changed. Put it back into integratedRegistry.encryption.keys, below the key that is used now`;
    if (readable === 0 && !lostKeys.includes(keyId)) {
      throw new Error(
        `${told}. If it is lost for good, add its id to integratedRegistry.encryption.lostKeys, and enter those passwords again`,
      );
    }
    logger.error(
      `${told}, or enter those passwords again; until then their integrations cannot be used`,
    );
  }
}
