import {
  createCipheriv,
  createDecipheriv,
  randomBytes,
  scryptSync,
} from 'node:crypto';
import { EncryptedCredential } from '../database';
import { CredentialCipher, CredentialError } from './CredentialCipher';
import { EncryptionKey } from './readEncryptionKeys';

const VERSION = 'v1';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM with a key ring: the first key encrypts, all of them decrypt. The integration's id
 * is authenticated with the text, so that one row's password in another row is of no use.
 *
 * Source: NIST SP 800-38D; nonces of 96 bits, taken at random.
 */
export class AesGcmCredentialCipher implements CredentialCipher {
  readonly #keys: ReadonlyMap<string, Buffer>;
  readonly #current: string;

  /** @param keys - at least one */
  static create(keys: readonly EncryptionKey[]): AesGcmCredentialCipher {
    return new AesGcmCredentialCipher(keys);
  }

  private constructor(keys: readonly EncryptionKey[]) {
    this.#current = keys[0].id;
    this.#keys = new Map(
      keys.map(({ id, secret }) => [
        id,
        scryptSync(secret, `integrated-registry:${id}`, 32),
      ]),
    );
  }

  /** The key that encrypts. */
  get currentKeyId(): string {
    return this.#current;
  }

  /** Of the keys that are configured; what any other has encrypted cannot be read. */
  get keyIds(): string[] {
    return [...this.#keys.keys()];
  }

  encrypt(integrationId: string, password: string): EncryptedCredential {
    return this.encryptWith(this.#current, integrationId, password);
  }

  /** With a certain key of the ring. */
  encryptWith(
    keyId: string,
    integrationId: string,
    password: string,
  ): EncryptedCredential {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#key(keyId), nonce);
    cipher.setAAD(boundTo(integrationId, keyId));
    const text = Buffer.concat([
      nonce,
      cipher.update(password, 'utf8'),
      cipher.final(),
      cipher.getAuthTag(),
    ]);
    return { keyId, ciphertext: `${VERSION}.${text.toString('base64url')}` };
  }

  decrypt(
    integrationId: string,
    { keyId, ciphertext }: EncryptedCredential,
  ): string {
    const key = this.#key(keyId);
    const [version, encoded] = ciphertext.split('.');
    const text = Buffer.from(encoded ?? '', 'base64url');
    if (version !== VERSION || text.length < NONCE_BYTES + TAG_BYTES) {
      throw unreadable(keyId);
    }
    try {
      const decipher = createDecipheriv(
        'aes-256-gcm',
        key,
        text.subarray(0, NONCE_BYTES),
      );
      decipher.setAAD(boundTo(integrationId, keyId));
      decipher.setAuthTag(text.subarray(-TAG_BYTES));
      return Buffer.concat([
        decipher.update(text.subarray(NONCE_BYTES, -TAG_BYTES)),
        decipher.final(),
      ]).toString('utf8');
    } catch {
      throw unreadable(keyId);
    }
  }

  canDecrypt(integrationId: string, credential: EncryptedCredential): boolean {
    try {
      this.decrypt(integrationId, credential);
      return true;
    } catch (error) {
      if (error instanceof CredentialError) {
        return false;
      }
      throw error;
    }
  }

  #key(keyId: string): Buffer {
    const key = this.#keys.get(keyId);
    if (!key) {
      throw new CredentialError(
        `The password was encrypted with the key ${JSON.stringify(
          keyId,
        )}, which is not configured any more`,
      );
    }
    return key;
  }
}

function boundTo(integrationId: string, keyId: string): Buffer {
  return Buffer.from(JSON.stringify(['credential', integrationId, keyId]));
}

function unreadable(keyId: string): CredentialError {
  return new CredentialError(
    `The stored password cannot be decrypted with the key ${JSON.stringify(
      keyId,
    )}: the key is another one, or the stored text was changed or comes from another integration`,
  );
}
