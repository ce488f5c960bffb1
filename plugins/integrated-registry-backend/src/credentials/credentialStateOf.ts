import { CredentialState } from 'backstage-plugin-integrated-registry-common';
import { StoredIntegration } from '../model';
import { CredentialBinding, CredentialCipher } from './CredentialCipher';

const DAY_MS = 24 * 60 * 60 * 1_000;

/**
 * Judges a stored password without seeing it.
 *
 * @param warningDays - how many days ahead of its end it is warned about
 * @returns nothing where there is no password
 */
export function credentialStateOf(
  integration: CredentialBinding &
    Pick<StoredIntegration, 'encryptedCredential' | 'credentialExpiresAt'>,
  cipher: Pick<CredentialCipher, 'canDecrypt'>,
  warningDays: number,
): CredentialState | undefined {
  const { encryptedCredential, credentialExpiresAt } = integration;
  if (encryptedCredential === undefined) {
    return undefined;
  }
  if (!cipher.canDecrypt(integration, encryptedCredential)) {
    return 'unreadable';
  }
  const left = (credentialExpiresAt?.getTime() ?? Infinity) - Date.now();
  if (left <= 0) {
    return 'expired';
  }
  return left < warningDays * DAY_MS ? 'expiresSoon' : 'valid';
}
