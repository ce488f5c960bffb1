import {
  createPrivateKey,
  generateKeyPairSync,
  KeyObject,
  randomBytes,
  sign,
} from 'node:crypto';
import { isIP } from 'node:net';

/** What a TLS server needs, in PEM. */
export interface TestCertificate {
  key: string;
  cert: string;
}

interface Subject {
  commonName: string;
  /** Host names and IPv4 addresses; an authority has none. */
  names?: readonly string[];
  authority?: boolean;
  notBefore?: Date;
  notAfter?: Date;
}

const day = 24 * 60 * 60 * 1000;

/** Signs certificates for tests, with Node.js alone: OpenSSL's command may not be there. */
export class TestAuthority implements TestCertificate {
  readonly #commonName: string;
  readonly #key: KeyObject;
  readonly key: string;
  readonly cert: string;

  private constructor(commonName: string, certificate: TestCertificate) {
    this.#commonName = commonName;
    this.#key = createPrivateKey(certificate.key);
    this.key = certificate.key;
    this.cert = certificate.cert;
  }

  static create(commonName: string = 'Test Authority'): TestAuthority {
    return new TestAuthority(
      commonName,
      makeCertificate({ commonName, authority: true }),
    );
  }

  issue(subject: Omit<Subject, 'authority'>): TestCertificate {
    return makeCertificate(subject, {
      commonName: this.#commonName,
      key: this.#key,
    });
  }

  issueAuthority(commonName: string): TestAuthority {
    return new TestAuthority(
      commonName,
      makeCertificate(
        { commonName, authority: true },
        { commonName: this.#commonName, key: this.#key },
      ),
    );
  }
}

/** Signed by itself where no issuer is given. */
function makeCertificate(
  subject: Subject,
  issuer?: { commonName: string; key: KeyObject },
): TestCertificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
  });
  const algorithm = sequence(oid('2a8648ce3d040302')); // ecdsa-with-SHA256
  const toBeSigned = sequence(
    tagged(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    name(issuer?.commonName ?? subject.commonName),
    sequence(
      time(subject.notBefore ?? new Date(Date.now() - day)),
      time(subject.notAfter ?? new Date(Date.now() + day)),
    ),
    name(subject.commonName),
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(...extensions(subject))),
  );
  const signature = sign('sha256', toBeSigned, issuer?.key ?? privateKey);
  const certificate = sequence(
    toBeSigned,
    algorithm,
    tagged(0x03, Buffer.from([0]), signature),
  );
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines.join(
      '\n',
    )}\n-----END CERTIFICATE-----\n`,
  };
}

function extensions({ authority, names = [] }: Subject): Buffer[] {
  const yes = tagged(0x01, Buffer.from([0xff]));
  return authority
    ? [sequence(oid('551d13'), yes, tagged(0x04, sequence(yes)))]
    : [
        sequence(
          oid('551d11'),
          tagged(
            0x04,
            sequence(
              ...names.map(entry =>
                isIP(entry)
                  ? tagged(0x87, Buffer.from(entry.split('.').map(Number)))
                  : tagged(0x82, Buffer.from(entry)),
              ),
            ),
          ),
        ),
      ];
}

function name(commonName: string): Buffer {
  return sequence(
    tagged(
      0x31,
      sequence(oid('550403'), tagged(0x0c, Buffer.from(commonName))),
    ),
  );
}

function time(date: Date): Buffer {
  const digits = date.toISOString().replace(/[-:T]|\.\d+/g, '');
  return tagged(0x18, Buffer.from(digits));
}

function oid(hex: string): Buffer {
  return tagged(0x06, Buffer.from(hex, 'hex'));
}

function integer(value: Buffer): Buffer {
  return tagged(0x02, value);
}

function sequence(...parts: Buffer[]): Buffer {
  return tagged(0x30, ...parts);
}

/** A value in DER (X.690, section 8). */
function tagged(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const length =
    content.length < 0x80
      ? [content.length]
      : [0x82, Math.floor(content.length / 256), content.length % 256];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}
