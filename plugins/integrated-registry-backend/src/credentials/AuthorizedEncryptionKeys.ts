import {
  EncryptionKeyList,
  message,
} from 'backstage-plugin-integrated-registry-common';
import { AccessPolicy, Audit, refuse } from '../access';
import { CallerOptions, notFoundError } from '../model';
import { DatabaseEncryptionKeyStore } from './DatabaseEncryptionKeyStore';

export interface AuthorizedEncryptionKeysOptions {
  policy: AccessPolicy;
  keys: DatabaseEncryptionKeyStore;
  cipher: { currentKeyId: string; keyIds: readonly string[] };
  audit: Audit;
}

/** Tells platform admins which key how many passwords are still encrypted with. */
export class AuthorizedEncryptionKeys {
  readonly #options: AuthorizedEncryptionKeysOptions;

  constructor(options: AuthorizedEncryptionKeysOptions) {
    this.#options = options;
  }

  /** @throws NotFoundError for everybody else */
  async list(options: CallerOptions): Promise<EncryptionKeyList> {
    const { keys, cipher, audit } = this.#options;
    await audit.watch(options, () => this.#admit(options));
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

  async #admit({ credentials }: CallerOptions): Promise<void> {
    const caller = await this.#options.policy.enter(credentials, {
      present: true,
    });
    if (!caller.platformAdmin) {
      throw refuse(notFoundError(message('NOTHING_HERE')), {
        action: 'list-encryption-keys',
        reason: 'role',
      });
    }
  }
}
