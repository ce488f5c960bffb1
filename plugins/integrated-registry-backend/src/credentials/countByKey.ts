import { EncryptionKeyList } from 'backstage-plugin-integrated-registry-common';
import { DatabaseEncryptionKeyStore } from './DatabaseEncryptionKeyStore';

/** How many passwords each encryption key has encrypted, configured or not. */
export async function countByKey(
  keys: DatabaseEncryptionKeyStore,
  cipher: { currentKeyId: string; keyIds: readonly string[] },
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
