import { generateKeyPairSync, sign } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const KEY_ID = 'tests';

/**
 * Signs people in as the portal's auth plugin would, with a key that it takes from its configuration.
 *
 * @internal
 */
export class TokenIssuer {
  readonly #privateKey: string;
  readonly #issuer: string;
  /** Of `auth.keyStore`. */
  readonly keyStore: object;

  static async create(
    directory: string,
    backendUrl: string,
  ): Promise<TokenIssuer> {
    const { publicKey, privateKey } = generateKeyPairSync('ec', {
      namedCurve: 'P-256',
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    const publicKeyFile = join(directory, 'public.pem');
    const privateKeyFile = join(directory, 'private.pem');
    await writeFile(publicKeyFile, publicKey);
    await writeFile(privateKeyFile, privateKey, { mode: 0o600 });
    return new TokenIssuer(privateKey, `${backendUrl}/api/auth`, {
      provider: 'static',
      static: {
        keys: [
          { keyId: KEY_ID, publicKeyFile, privateKeyFile, algorithm: 'ES256' },
        ],
      },
    });
  }

  private constructor(privateKey: string, issuer: string, keyStore: object) {
    this.#privateKey = privateKey;
    this.#issuer = issuer;
    this.keyStore = keyStore;
  }

  /**
   * @param ent - what the person owns through, as entity refs; left out, the backend asks its auth
   * plugin, as it does for people of more groups than a header has room for
   */
  issue(sub: string, ent?: readonly string[], lifetimeHours = 6): string {
    const iat = Math.floor(Date.now() / 1_000);
    const exp = iat + lifetimeHours * 3_600;
    const limited = this.#sign('vnd.backstage.limited-user', { sub, iat, exp });
    return this.#sign('vnd.backstage.user', {
      iss: this.#issuer,
      sub,
      ...(ent && { ent: [sub, ...ent] }),
      aud: 'backstage',
      iat,
      exp,
      uip: limited.split('.')[2],
    });
  }

  #sign(typ: string, claims: object): string {
    const encode = (part: object) =>
      Buffer.from(JSON.stringify(part)).toString('base64url');
    const content = `${encode({ typ, alg: 'ES256', kid: KEY_ID })}.${encode(
      claims,
    )}`;
    const signature = sign('sha256', Buffer.from(content), {
      key: this.#privateKey,
      dsaEncoding: 'ieee-p1363',
    });
    return `${content}.${signature.toString('base64url')}`;
  }
}
