import type { Config } from '@backstage/config';

/** A key as it is configured. */
export interface EncryptionKey {
  id: string;
  secret: string;
}

const MIN_LENGTH = 16;

/**
 * The keys of `integratedRegistry.encryption.keys`, the first of which encrypts.
 *
 * @throws Error that says which key is wrong, and how; never with the secret in it
 */
export function readEncryptionKeys(config: Config): EncryptionKey[] {
  const keys = (
    config.getOptionalConfigArray('integratedRegistry.encryption.keys') ?? []
  ).map(key => ({ id: key.getString('id'), secret: key.getString('secret') }));
  const seen = new Set<string>();
  for (const { id, secret } of keys) {
    const where = `The encryption key ${JSON.stringify(
      id,
    )} in integratedRegistry.encryption.keys`;
    if (id.length > 100) {
      throw new Error(
        `${where} has too long an id: at most 100 characters are allowed`,
      );
    }
    if (seen.has(id)) {
      throw new Error(
        `${where} is there twice. Give each key an id of its own`,
      );
    }
    if (secret.length < MIN_LENGTH) {
      throw new Error(
        `${where} has too short a secret: at least ${MIN_LENGTH} characters are needed. Make one with: openssl rand -base64 32`,
      );
    }
    seen.add(id);
  }
  return keys;
}
