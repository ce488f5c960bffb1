import { isDeepStrictEqual } from 'node:util';
import { CredentialCipher } from '../credentials';
import {
  IntegrationSettings,
  IntegrationStore,
  StoredIntegration,
} from '../model';
import { ExpiryChange, PasswordChange } from './integrationSettings';

/** What is stored of the credential after a change. A password that is kept is bound to the new settings. */
export function credentialAfter(
  cipher: CredentialCipher,
  stored: StoredIntegration,
  settings: IntegrationSettings,
  { password, expiry }: { password: PasswordChange; expiry: ExpiryChange },
): Pick<
  Parameters<IntegrationStore['update']>[2],
  'credential' | 'credentialExpiresAt'
> {
  const { id, encryptedCredential } = stored;
  const keptExpiry = expiry && { credentialExpiresAt: expiry };
  if (password === 'remove') {
    return { credential: password };
  }
  if (password !== 'keep') {
    return {
      credential: cipher.encrypt({ id, ...settings }, password.set),
      ...keptExpiry,
    };
  }
  if (
    !encryptedCredential ||
    isDeepStrictEqual(stored.tls, settings.tls) ||
    !cipher.canDecrypt(stored, encryptedCredential)
  ) {
    return { ...keptExpiry };
  }
  return {
    credential: cipher.encrypt(
      { id, ...settings },
      cipher.decrypt(stored, encryptedCredential),
    ),
    credentialExpiresAt: stored.credentialExpiresAt,
    ...keptExpiry,
  };
}
