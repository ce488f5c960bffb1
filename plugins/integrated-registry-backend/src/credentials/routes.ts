import { EncryptionKeyList } from 'backstage-plugin-integrated-registry-common';
import { platformAdmin, route, Routes } from '../access';
import { AesGcmCredentialCipher } from './AesGcmCredentialCipher';
import { DatabaseEncryptionKeyStore } from './DatabaseEncryptionKeyStore';

export function credentialRoutes(
  keys: DatabaseEncryptionKeyStore,
  cipher: AesGcmCredentialCipher,
): Pick<Routes, 'listEncryptionKeys'> {
  return {
    listEncryptionKeys: route({
      admit: platformAdmin('list-encryption-keys'),
      audit: 'refusals',
      run: () => countByKey(keys, cipher),
    }),
  };
}

/** How many passwords each encryption key has encrypted, configured or not. */
async function countByKey(
  keys: DatabaseEncryptionKeyStore,
  cipher: AesGcmCredentialCipher,
): Promise<EncryptionKeyList> {
  const counts = await keys.countCredentials();
  const ids = new Set([...cipher.keyIds, ...counts.keys()]);
  return {
    items: [...ids].map(id => ({
      id,
      current: id === cipher.currentKeyId,
      configured: cipher.keyIds.includes(id),
      credentials: counts.get(id) ?? 0,
    })),
  };
}
