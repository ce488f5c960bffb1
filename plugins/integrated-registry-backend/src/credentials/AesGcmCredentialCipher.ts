import { message } from 'backstage-plugin-integrated-registry-common';
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createHash,
  randomBytes,
  scryptSync,
} from 'node:crypto';
import { EncryptedCredential } from '../model';
import {
  CredentialBinding,
  CredentialCipher,
  CredentialError,
} from './CredentialCipher';
import { EncryptionKey } from './readEncryptionKeys';

/** Bound to the integration alone; earlier versions wrote it. */
const UNBOUND = 'v1';
/** Bound to the integration and to whom the password is sent. */
const BOUND = 'v2';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** What each key encrypts at its first use; at later starts it tells whether the key is the same. */
const KNOWN_TEXT = 'integrated-registry';
const KNOWN_TEXT_ROW = 'encryption-key';

/** What a key's known text shows. */
export type KnownKey =
  /** It is the key, and all that it has encrypted is bound. */
  | 'bound'
  /** It is the key, and earlier versions may have left passwords that are not bound. */
  | 'mayBeUnbound'
  | 'anotherKey';

/**
 * AES-256-GCM with a key ring: the first key encrypts, all of them decrypt. What a password is bound
 * to is authenticated with the text, so that it is of no use in another row, nor in its own after
 * somebody has pointed that elsewhere.
 *
 * What earlier versions wrote is bound to its row alone. It is read under keys of which
 * `allowUnbound` was told, until `refuseUnbound`.
 *
 * Source: NIST SP 800-38D; nonces of 96 bits, taken at random.
 */
export class AesGcmCredentialCipher implements CredentialCipher {
  readonly #keys: ReadonlyMap<string, Buffer>;
  readonly #current: string;
  readonly #unboundAllowed = new Set<string>();

  /** @param keys - at least one */
  constructor(keys: readonly EncryptionKey[]) {
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

  /** Keys under which what is not bound is still read. */
  get unboundKeyIds(): string[] {
    return [...this.#unboundAllowed];
  }

  allowUnbound(keyId: string): void {
    this.#unboundAllowed.add(keyId);
  }

  refuseUnbound(keyId: string): void {
    this.#unboundAllowed.delete(keyId);
  }

  /** @param credential - in the form it is stored in */
  static isBound({ ciphertext }: EncryptedCredential): boolean {
    return ciphertext.startsWith(`${BOUND}.`);
  }

  encrypt(binding: CredentialBinding, password: string): EncryptedCredential {
    return {
      keyId: this.#current,
      ciphertext: this.#seal(
        this.#current,
        boundTo(binding, this.#current),
        password,
      ),
    };
  }

  decrypt(
    binding: CredentialBinding,
    { keyId, ciphertext }: EncryptedCredential,
  ): string {
    const unbound = this.#unboundAllowed.has(keyId);
    return (
      this.#open(keyId, BOUND, boundTo(binding, keyId), ciphertext) ??
      (unbound
        ? this.#open(keyId, UNBOUND, boundToRow(binding.id, keyId), ciphertext)
        : undefined) ??
      unreadable(keyId)
    );
  }

  fingerprint(text: string): string {
    // A key of its own: the same one must not serve two purposes.
    const key = createHmac('sha256', this.#key(this.#current))
      .update('integrated-registry:fingerprint')
      .digest();
    return createHmac('sha256', key).update(text).digest('base64url');
  }

  canDecrypt(
    binding: CredentialBinding,
    credential: EncryptedCredential,
  ): boolean {
    try {
      this.decrypt(binding, credential);
      return true;
    } catch (error) {
      if (error instanceof CredentialError) {
        return false;
      }
      throw error;
    }
  }

  /** For the database: says that this is the key, and that all it has encrypted is bound. */
  knownText(keyId: string): string {
    return this.#seal(keyId, knownTextOf(keyId), KNOWN_TEXT);
  }

  judgeKnownText(keyId: string, ciphertext: string): KnownKey {
    if (this.#open(keyId, BOUND, knownTextOf(keyId), ciphertext)) {
      return 'bound';
    }
    const row = boundToRow(KNOWN_TEXT_ROW, keyId);
    return this.#open(keyId, UNBOUND, row, ciphertext)
      ? 'mayBeUnbound'
      : 'anotherKey';
  }

  #seal(keyId: string, authenticated: Buffer, text: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#key(keyId), nonce);
    cipher.setAAD(authenticated);
    const sealed = Buffer.concat([
      nonce,
      cipher.update(text, 'utf8'),
      cipher.final(),
      cipher.getAuthTag(),
    ]);
    return `${BOUND}.${sealed.toString('base64url')}`;
  }

  /** @throws CredentialError where the key is not configured */
  #open(
    keyId: string,
    form: string,
    authenticated: Buffer,
    ciphertext: string,
  ): string | undefined {
    const key = this.#key(keyId);
    const [version, encoded] = ciphertext.split('.');
    const text = Buffer.from(encoded ?? '', 'base64url');
    if (version !== form || text.length < NONCE_BYTES + TAG_BYTES) {
      return undefined;
    }
    try {
      const decipher = createDecipheriv(
        'aes-256-gcm',
        key,
        text.subarray(0, NONCE_BYTES),
      );
      decipher.setAAD(authenticated);
      decipher.setAuthTag(text.subarray(-TAG_BYTES));
      return Buffer.concat([
        decipher.update(text.subarray(NONCE_BYTES, -TAG_BYTES)),
        decipher.final(),
      ]).toString('utf8');
    } catch {
      return undefined;
    }
  }

  #key(keyId: string): Buffer {
    const key = this.#keys.get(keyId);
    if (!key) {
      throw new CredentialError(
        message('CREDENTIAL_KEY_GONE', { key: JSON.stringify(keyId) }),
      );
    }
    return key;
  }
}

function boundTo(
  { id, type, url, username, tls }: CredentialBinding,
  keyId: string,
): Buffer {
  return Buffer.from(
    JSON.stringify([
      'credential',
      id,
      keyId,
      type,
      originOf(url),
      username ?? '',
      tls.skipVerify,
      createHash('sha256')
        .update(tls.caCertificate ?? '')
        .digest('hex'),
    ]),
  );
}

/** Scheme, host and port. */
function originOf(url: string): string {
  try {
    return new URL(url).origin;
  } catch {
    // Somebody has written into the row; nothing was encrypted for this.
    return url;
  }
}

function boundToRow(row: string, keyId: string): Buffer {
  return Buffer.from(JSON.stringify(['credential', row, keyId]));
}

function knownTextOf(keyId: string): Buffer {
  return Buffer.from(JSON.stringify(['known text', keyId]));
}

function unreadable(keyId: string): never {
  throw new CredentialError(
    message('CREDENTIAL_UNREADABLE', { key: JSON.stringify(keyId) }),
  );
}
