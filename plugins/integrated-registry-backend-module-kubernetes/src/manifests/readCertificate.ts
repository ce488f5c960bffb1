import { Message, message } from 'backstage-plugin-integrated-registry-common';
import { KeyObject, X509Certificate } from 'node:crypto';

/** Who can read what is encrypted with it, and until when it is to be used. */
export interface ControllerCertificate {
  publicKey: KeyObject;
  validTo: Date;
}

/** @returns a message where it cannot be used */
export function readCertificate(pem: string): ControllerCertificate | Message {
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(pem);
  } catch {
    return message('SEALING_CERTIFICATE_NOT_PEM');
  }
  const { publicKey, validTo } = certificate;
  return publicKey.asymmetricKeyType === 'rsa'
    ? { publicKey, validTo: new Date(validTo) }
    : message('SEALING_CERTIFICATE_NOT_RSA');
}
