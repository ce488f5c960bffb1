import { message } from 'backstage-plugin-integrated-registry-common';
import { X509Certificate } from 'node:crypto';
import tls from 'node:tls';
import { RegistryError } from '../errors';
import { HttpTransportOptions } from './HttpTransportOptions';
import { describeTarget, Target } from './target';

/** Whose certificates a transport accepts. */
export class TrustStore {
  readonly #caCertificate: string | undefined;
  readonly #skipVerify: boolean;
  #context: tls.SecureContext | undefined;

  constructor(options: HttpTransportOptions['tls']) {
    this.#caCertificate = options.caCertificate?.trim() || undefined;
    this.#skipVerify = options.skipVerify ?? false;
  }

  /** @throws RegistryError `TLS_UNTRUSTED` where the integration's CA certificate is none */
  connectionOptions(target: Target): tls.ConnectionOptions {
    return {
      rejectUnauthorized: !this.#skipVerify,
      // Made once: it takes long to read the system's authorities.
      secureContext: (this.#context ??= this.#createContext(target)),
    };
  }

  #createContext(target: Target): tls.SecureContext {
    const given = this.#caCertificate;
    if (given === undefined) {
      return tls.createSecureContext();
    }
    try {
      // OpenSSL passes over what it cannot read, and the registry would seem untrusted.
      splitPem(given).forEach(pem => new X509Certificate(pem));
      return tls.createSecureContext({
        ca: [...tls.getCACertificates('default'), ...splitPem(given)],
        // An intermediate authority may be given without its root.
        allowPartialTrustChain: true,
      });
    } catch {
      throw new RegistryError('TLS_UNTRUSTED', {
        message: message('CA_CERTIFICATE_UNREADABLE', {
          target: describeTarget(target),
        }),
        remedy: message('PASTE_CA_CERTIFICATE'),
      });
    }
  }
}

function splitPem(text: string): string[] {
  const found = text.match(
    /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[^-]+-----END (?:TRUSTED |X509 )?CERTIFICATE-----/g,
  );
  if (!found) {
    throw new Error('No certificate');
  }
  return found;
}
