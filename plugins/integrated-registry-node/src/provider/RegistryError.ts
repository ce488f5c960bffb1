import {
  RegistryErrorCode,
  RegistryFailure,
} from 'backstage-plugin-integrated-registry-common';

const defaultRemedies: Record<RegistryErrorCode, string> = {
  DNS_FAILED:
    'Check the spelling of the host name, and that the portal’s network can resolve it.',
  CONNECTION_REFUSED:
    'Check the port, that the registry is running, and that no firewall stands between the portal and it.',
  TIMED_OUT:
    'Check that the registry is reachable from the portal and not overloaded, then try again.',
  TLS_UNTRUSTED:
    'Add the certificate of the authority that signed the registry’s certificate in the field “CA certificate”.',
  TLS_HOSTNAME:
    'Use the host name the certificate was made for, or have the certificate made for this one.',
  PROTOCOL_MISMATCH:
    'Check whether the address should start with https:// or http://, and the port.',
  NOT_A_REGISTRY:
    'Check the address: it should be the registry’s own, without the path of a web page.',
  UNAUTHORIZED: 'Check user name and password.',
  FORBIDDEN:
    'Ask the registry’s administrator to give this user read access, or use another user.',
  NOT_FOUND:
    'Check the name; the image may have been removed, or this user may not see it.',
  CATALOG_UNAVAILABLE:
    'Name the repositories in the integration’s field “Repositories”: this registry does not list them.',
  RATE_LIMITED:
    'Wait and try again; a user name raises the limit on many registries.',
  UPSTREAM_ERROR:
    'Try again later; if it stays, ask the registry’s administrator to look at its log.',
  BAD_RESPONSE:
    'Check that the address leads to the registry itself and not to a proxy or login page before it.',
  RESPONSE_TOO_LARGE:
    'Check the address; if it is right, narrow the integration with a repository filter.',
  ADDRESS_BLOCKED:
    'Ask the portal’s administrators to allow this address in integratedRegistry.network.allow.',
  UNSUPPORTED_VERSION: 'Upgrade the registry to a supported version.',
  PORTAL_ERROR: 'Tell the administrators of the portal.',
};

/** @public */
export interface RegistryErrorOptions {
  /** What happened, for a person; never with a secret, a full URL with query, or a body in it. */
  message: string;
  /** What to do about it; the default of the code where it is left out. */
  remedy?: string;
  /** HTTP status the registry answered with. */
  upstreamStatus?: number;
  /** Seconds to wait, as the registry said. */
  retryAfter?: number;
}

/**
 * The only error a registry client fails with. It carries nothing but text and numbers, because
 * whatever hangs on an error gets serialised into responses and logs. There is no `status` and no
 * `statusCode`: the HTTP middleware would send the registry's 401 as the portal's own.
 *
 * Check it by `error.name === 'RegistryError'` or `isRegistryError`.
 *
 * @public
 */
export class RegistryError extends Error {
  readonly name = 'RegistryError';
  readonly code: RegistryErrorCode;
  readonly remedy: string;
  readonly upstreamStatus?: number;
  readonly retryAfter?: number;

  constructor(code: RegistryErrorCode, options: RegistryErrorOptions) {
    super(options.message);
    this.code = code;
    this.remedy = options.remedy ?? defaultRemedies[code];
    if (options.upstreamStatus !== undefined) {
      this.upstreamStatus = options.upstreamStatus;
    }
    if (options.retryAfter !== undefined) {
      this.retryAfter = options.retryAfter;
    }
  }

  /** May the same request succeed later, with nothing changed? */
  get temporary(): boolean {
    return ['TIMED_OUT', 'RATE_LIMITED', 'UPSTREAM_ERROR'].includes(this.code);
  }

  toFailure(): RegistryFailure {
    return {
      code: this.code,
      message: this.message,
      remedy: this.remedy,
      ...(this.upstreamStatus !== undefined && {
        upstreamStatus: this.upstreamStatus,
      }),
      ...(this.retryAfter !== undefined && { retryAfter: this.retryAfter }),
    };
  }
}

/** @public */
export function isRegistryError(error: unknown): error is RegistryError {
  return error instanceof Error && error.name === 'RegistryError';
}
