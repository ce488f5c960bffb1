import { createCipheriv, randomBytes, scryptSync } from 'node:crypto';
import { EncryptionKey } from '../credentials';
import { EncryptedCredential } from '../model';

/** A text as the versions before binding wrote it: bound to its row and to nothing else. */
export function unboundCredential(
  { id: keyId, secret }: EncryptionKey,
  row: string,
  text: string,
): EncryptedCredential {
  const nonce = randomBytes(12);
  const cipher = createCipheriv(
    'aes-256-gcm',
    scryptSync(secret, `integrated-registry:${keyId}`, 32),
    nonce,
  );
  cipher.setAAD(Buffer.from(JSON.stringify(['credential', row, keyId])));
  const sealed = Buffer.concat([
    nonce,
    cipher.update(text, 'utf8'),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
  return { keyId, ciphertext: `v1.${sealed.toString('base64url')}` };
}
