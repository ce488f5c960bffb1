import { CredentialState } from 'backstage-plugin-integrated-registry-common';
import { CredentialCipher } from '../credentials';
import { StoredIntegration } from './types';

const DAY_MS = 24 * 60 * 60 * 1_000;

export interface CredentialLifeOptions {
  cipher: Pick<CredentialCipher, 'keyIds'>;
  /** How many days ahead of its end a password is warned about. */
  warningDays: number;
}

/** Judges stored passwords by what is known without decrypting them. */
export class CredentialLife {
  readonly #options: CredentialLifeOptions;

  static create(options: CredentialLifeOptions): CredentialLife {
    return new CredentialLife(options);
  }

  private constructor(options: CredentialLifeOptions) {
    this.#options = options;
  }

  /** Nothing where there is no password. */
  stateOf({
    credentialKeyId,
    credentialExpiresAt,
  }: Pick<StoredIntegration, 'credentialKeyId' | 'credentialExpiresAt'>):
    | CredentialState
    | undefined {
    if (credentialKeyId === undefined) {
      return undefined;
    }
    const { cipher, warningDays } = this.#options;
    if (!cipher.keyIds.includes(credentialKeyId)) {
      return 'unreadable';
    }
    const left = (credentialExpiresAt?.getTime() ?? Infinity) - Date.now();
    if (left <= 0) {
      return 'expired';
    }
    return left < warningDays * DAY_MS ? 'expiresSoon' : 'valid';
  }
}
