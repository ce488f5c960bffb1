import {
  constants,
  createCipheriv,
  KeyObject,
  publicEncrypt,
  randomBytes,
} from 'node:crypto';

const SESSION_KEY_BYTES = 32;
const NONCE_BYTES = 12;

/**
 * Encrypts a value so that only the controller of a cluster can read it, and only for one place:
 * two bytes with the length of the encrypted session key, that key (RSA-OAEP with SHA-256), and the
 * value (AES-256-GCM, its tag at the end). The nonce is zero: each session key is used once.
 *
 * Source: Sealed Secrets, pkg/crypto/crypto.go, HybridEncrypt.
 *
 * @param label - what the value is bound to; `namespace/name` with the scope "strict"
 * @returns base64
 */
export function seal(
  value: string,
  label: string,
  publicKey: KeyObject,
): string {
  const sessionKey = randomBytes(SESSION_KEY_BYTES);
  const encryptedKey = publicEncrypt(
    {
      key: publicKey,
      padding: constants.RSA_PKCS1_OAEP_PADDING,
      oaepHash: 'sha256',
      oaepLabel: Buffer.from(label),
    },
    sessionKey,
  );
  const length = Buffer.alloc(2);
  length.writeUInt16BE(encryptedKey.length);
  const cipher = createCipheriv(
    'aes-256-gcm',
    sessionKey,
    Buffer.alloc(NONCE_BYTES),
  );
  return Buffer.concat([
    length,
    encryptedKey,
    cipher.update(value, 'utf8'),
    cipher.final(),
    cipher.getAuthTag(),
  ]).toString('base64');
}
