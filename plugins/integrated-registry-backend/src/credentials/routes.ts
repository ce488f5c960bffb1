import { platformAdmin, route, Routes } from '../access';
import { countByKey } from './countByKey';

export function credentialRoutes(
  ...[keys, cipher]: Parameters<typeof countByKey>
): Pick<Routes, 'listEncryptionKeys'> {
  return {
    listEncryptionKeys: route({
      admit: platformAdmin('list-encryption-keys'),
      audit: 'refusals',
      run: () => countByKey(keys, cipher),
    }),
  };
}
