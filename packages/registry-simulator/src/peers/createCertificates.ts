import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runProgram } from './programs';

export interface Certificates {
  /** Paths of files in PEM. */
  authority: string;
  authorityKey: string;
  certificate: string;
  key: string;
}

export interface CertificateOptions {
  /** Whom the certificate is for, as OpenSSL writes it. Default: localhost and 127.0.0.1. */
  names?: string;
  /** Make a certificate whose time is over. */
  expired?: boolean;
}

/** An authority of our own and a certificate it has signed. */
export async function createCertificates(
  directory: string,
  options: CertificateOptions = {},
): Promise<Certificates> {
  const { names = 'DNS:localhost,IP:127.0.0.1', expired = false } = options;
  const file = (name: string) => join(directory, name);
  const openssl = (...args: string[]) =>
    runProgram('openssl', args, { cwd: directory });
  const newKey = ['-newkey', 'rsa:2048', '-nodes', '-sha256'];
  await openssl(
    'req',
    '-x509',
    ...newKey,
    '-days',
    '2',
    '-subj',
    '/CN=Test authority',
    '-addext',
    'basicConstraints=critical,CA:TRUE',
    '-addext',
    'keyUsage=critical,keyCertSign,cRLSign',
    '-keyout',
    file('authority.key'),
    '-out',
    file('authority.pem'),
  );
  await openssl(
    'req',
    ...newKey,
    '-subj',
    '/CN=localhost',
    '-keyout',
    file('server.key'),
    '-out',
    file('server.csr'),
  );
  await writeFile(
    file('server.ext'),
    `subjectAltName=${names}\nextendedKeyUsage=serverAuth\n`,
  );
  await openssl(
    'x509',
    '-req',
    '-sha256',
    '-days',
    expired ? '0' : '2',
    '-in',
    file('server.csr'),
    '-CA',
    file('authority.pem'),
    '-CAkey',
    file('authority.key'),
    '-CAcreateserial',
    '-extfile',
    file('server.ext'),
    '-out',
    file('server.pem'),
  );
  return {
    authority: file('authority.pem'),
    authorityKey: file('authority.key'),
    certificate: file('server.pem'),
    key: file('server.key'),
  };
}
