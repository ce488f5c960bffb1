import { createSign, randomUUID, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { Certificates } from './createCertificates';

export interface TokenServerOptions {
  certificates: Pick<Certificates, 'authority' | 'authorityKey'>;
  username: string;
  password: string;
  /** Seconds. */
  lifetime: number;
}

export const TOKEN_ISSUER = 'test-token-server';
export const TOKEN_SERVICE = 'test-registry';

/**
 * Hands out tokens that a registry takes which trusts the authority.
 *
 * Source: distribution project, "Token Authentication Specification" and "Token Authentication
 * Implementation".
 */
export async function startTokenServer(options: TokenServerOptions): Promise<{
  /** What the registry names as its realm. */
  realm: string;
  /** How many tokens were handed out. */
  issued(): number;
  stop(): Promise<void>;
}> {
  const { certificates, username, password, lifetime } = options;
  const expected = `Basic ${Buffer.from(`${username}:${password}`).toString(
    'base64',
  )}`;
  const key = readFileSync(certificates.authorityKey, 'utf8');
  const { raw } = new X509Certificate(readFileSync(certificates.authority));
  let issued = 0;
  const server = createServer((request, response) => {
    if (request.headers.authorization !== expected) {
      response.writeHead(401, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify({
          errors: [{ code: 'UNAUTHORIZED', message: 'wrong credentials' }],
        }),
      );
      return;
    }
    issued += 1;
    const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const now = Math.floor(Date.now() / 1_000);
    const token = sign(
      { typ: 'JWT', alg: 'RS256', x5c: [raw.toString('base64')] },
      {
        iss: TOKEN_ISSUER,
        sub: username,
        aud: searchParams.get('service') ?? TOKEN_SERVICE,
        // The registry allows for clocks that differ.
        iat: now,
        nbf: now - 10,
        exp: now + lifetime,
        jti: randomUUID(),
        access: searchParams
          .getAll('scope')
          .flatMap(scope => scope.split(' '))
          .flatMap(readScope),
      },
      key,
    );
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ token, expires_in: lifetime }));
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    realm: `http://127.0.0.1:${port}/token`,
    issued: () => issued,
    stop: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** `repository:team/app:pull,push` */
function readScope(scope: string) {
  const first = scope.indexOf(':');
  const last = scope.lastIndexOf(':');
  return first > 0 && last > first
    ? [
        {
          type: scope.slice(0, first),
          name: scope.slice(first + 1, last),
          actions: scope.slice(last + 1).split(','),
        },
      ]
    : [];
}

function sign(header: object, claims: object, key: string): string {
  const encode = (part: object) =>
    Buffer.from(JSON.stringify(part)).toString('base64url');
  const signed = `${encode(header)}.${encode(claims)}`;
  const signature = createSign('RSA-SHA256').update(signed).sign(key);
  return `${signed}.${signature.toString('base64url')}`;
}
