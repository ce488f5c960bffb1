import { CredentialState } from 'backstage-plugin-integrated-registry-common';
import { StoredIntegration } from '../model';
import { CredentialBinding, CredentialCipher } from './CredentialCipher';

const DAY_MS = 24 * 60 * 60 * 1_000;

export interface CredentialLifeOptions {
  cipher: Pick<CredentialCipher, 'canDecrypt'>;
  /** How many days ahead of its end a password is warned about. */
  warningDays: number;
}

/** Judges stored passwords without seeing them. */
export class CredentialLife {
  readonly #options: CredentialLifeOptions;

  constructor(options: CredentialLifeOptions) {
    this.#options = options;
  }

  /** Nothing where there is no password. */
  stateOf(
    integration: CredentialBinding &
      Pick<StoredIntegration, 'encryptedCredential' | 'credentialExpiresAt'>,
  ): CredentialState | undefined {
    const { encryptedCredential, credentialExpiresAt } = integration;
    if (encryptedCredential === undefined) {
      return undefined;
    }
    const { cipher, warningDays } = this.#options;
    if (!cipher.canDecrypt(integration, encryptedCredential)) {
      return 'unreadable';
    }
    const left = (credentialExpiresAt?.getTime() ?? Infinity) - Date.now();
    if (left <= 0) {
      return 'expired';
    }
    return left < warningDays * DAY_MS ? 'expiresSoon' : 'valid';
  }
}
