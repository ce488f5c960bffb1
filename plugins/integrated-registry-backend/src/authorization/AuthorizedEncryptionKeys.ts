import { NotFoundError } from '@backstage/errors';
import { EncryptionKeyList } from 'backstage-plugin-integrated-registry-common';
import { DatabaseEncryptionKeyStore } from '../database';
import { CallerOptions } from '../services/types';
import { AccessPolicy } from './AccessPolicy';

export interface AuthorizedEncryptionKeysOptions {
  policy: AccessPolicy;
  keys: DatabaseEncryptionKeyStore;
  cipher: { currentKeyId: string; keyIds: readonly string[] };
}

/** Tells platform admins which key how many passwords are still encrypted with. */
export class AuthorizedEncryptionKeys {
  readonly #options: AuthorizedEncryptionKeysOptions;

  static create(
    options: AuthorizedEncryptionKeysOptions,
  ): AuthorizedEncryptionKeys {
    return new AuthorizedEncryptionKeys(options);
  }

  private constructor(options: AuthorizedEncryptionKeysOptions) {
    this.#options = options;
  }

  /** @throws NotFoundError for everybody else */
  async list({ credentials }: CallerOptions): Promise<EncryptionKeyList> {
    const { policy, keys, cipher } = this.#options;
    const caller = await policy.enter(credentials);
    if (!caller.platformAdmin) {
      throw new NotFoundError('There is nothing here for you');
    }
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
}
