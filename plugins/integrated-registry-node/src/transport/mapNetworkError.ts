import { message } from 'backstage-plugin-integrated-registry-common';
import { RegistryError, isRegistryError } from '../errors';

const dnsCodes = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'ENODATA']);
const refusedCodes = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'EACCES',
  'EPERM',
]);
const brokenCodes = new Set([
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ERR_STREAM_PREMATURE_CLOSE',
]);
const untrustedCodes = new Set([
  'CERT_CHAIN_TOO_LONG',
  'CERT_REJECTED',
  'CERT_REVOKED',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'PATH_LENGTH_EXCEEDED',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNSPECIFIED',
]);
const plainTextReasons = new Set([
  'wrong version number',
  'packet length too long',
  'unknown protocol',
  'http request',
  'record layer failure',
]);

/** What was going on when a connection failed. */
export interface FailureContext {
  /** `registry.example.com:443` */
  target: string;
  secure: boolean;
  /** Opening a connection, waiting for the head of an answer, or reading its body. */
  phase: 'connect' | 'answer' | 'body';
}

/** Is this a connection that broke, so that the same request may well succeed on another one? */
export function isBrokenConnection(error: unknown): boolean {
  return brokenCodes.has(codeOf(error));
}

/**
 * Says in the words of `RegistryError` what Node.js says in codes. Takes nothing over from the
 * error but its code and OpenSSL's reason, since requests and options hang on such errors.
 */
export function mapNetworkError(
  error: unknown,
  context: FailureContext,
): RegistryError {
  if (isRegistryError(error)) {
    return error;
  }
  const { target, phase } = context;
  const code = codeOf(error);
  if (dnsCodes.has(code)) {
    return new RegistryError('DNS_FAILED', {
      message: message('NOT_RESOLVED', { target, error: code }),
    });
  }
  if (refusedCodes.has(code)) {
    return new RegistryError('CONNECTION_REFUSED', {
      message: message('NOT_REACHED', { target, error: code }),
    });
  }
  if (code === 'ETIMEDOUT' || code === 'ESOCKETTIMEDOUT') {
    return new RegistryError('TIMED_OUT', {
      message: message('NO_ANSWER_IN_TIME', { target }),
    });
  }
  if (brokenCodes.has(code)) {
    return brokenConnection(context);
  }
  return (
    mapTlsError(error, code, context) ?? mapParserError(code, phase, context)
  );
}

function brokenConnection({
  target,
  phase,
  secure,
}: FailureContext): RegistryError {
  if (phase === 'body') {
    return new RegistryError('BAD_RESPONSE', {
      message: message('CLOSED_DURING_ANSWER', { target }),
      remedy: message('TRY_AGAIN_OR_LOG'),
    });
  }
  if (!secure) {
    // What a port does that waits for a TLS handshake. A reset is told at once or with the first
    // read, whichever comes first: both are one fault, and told as one.
    return new RegistryError('PROTOCOL_MISMATCH', {
      message: message('CLOSED_WITHOUT_PLAIN_ANSWER', { target }),
      remedy: message('HTTPS_OR_LOG'),
    });
  }
  return phase === 'connect'
    ? new RegistryError('CONNECTION_REFUSED', {
        message: message('CLOSED_WHILE_OPENING', { target }),
      })
    : new RegistryError('UPSTREAM_ERROR', {
        message: message('CLOSED_WITHOUT_ANSWER', { target }),
      });
}

function mapTlsError(
  error: unknown,
  code: string,
  { target }: FailureContext,
): RegistryError | undefined {
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return new RegistryError('TLS_HOSTNAME', {
      message: message('CERTIFICATE_OF_OTHER_HOST', { target }),
    });
  }
  if (code === 'CERT_HAS_EXPIRED') {
    return new RegistryError('TLS_UNTRUSTED', {
      message: message('CERTIFICATE_EXPIRED', { target }),
      remedy: message('RENEW_CERTIFICATE'),
    });
  }
  if (code === 'CERT_NOT_YET_VALID') {
    return new RegistryError('TLS_UNTRUSTED', {
      message: message('CERTIFICATE_NOT_YET_VALID', { target }),
      remedy: message('CHECK_CLOCKS'),
    });
  }
  if (untrustedCodes.has(code)) {
    return new RegistryError('TLS_UNTRUSTED', {
      message: message('CERTIFICATE_UNTRUSTED', { target, error: code }),
    });
  }
  if (code !== 'EPROTO' && !code.startsWith('ERR_SSL_')) {
    return undefined;
  }
  const reason = textOf(error, 'reason').toLowerCase();
  if (
    plainTextReasons.has(reason) ||
    code === 'ERR_SSL_WRONG_VERSION_NUMBER' ||
    code === 'ERR_SSL_PACKET_LENGTH_TOO_LONG'
  ) {
    return new RegistryError('PROTOCOL_MISMATCH', {
      message: message('NO_TLS', { target }),
      remedy: message('START_WITH_HTTP'),
    });
  }
  return new RegistryError('PROTOCOL_MISMATCH', {
    message: /^[a-z0-9 ]{1,80}$/.test(reason)
      ? message('NO_TLS_AGREED_BECAUSE', { target, reason })
      : message('NO_TLS_AGREED', { target }),
    remedy: message('CHECK_TLS_VERSIONS'),
  });
}

function mapParserError(
  code: string,
  phase: FailureContext['phase'],
  { target, secure }: FailureContext,
): RegistryError {
  if (code.startsWith('HPE_') && phase === 'answer') {
    if (code === 'HPE_HEADER_OVERFLOW') {
      return new RegistryError('RESPONSE_TOO_LARGE', {
        message: message('HEADERS_TOO_LARGE', { target }),
      });
    }
    if (!secure && code === 'HPE_INVALID_CONSTANT') {
      return notPlainHttp(target);
    }
  }
  if (code.startsWith('Z_') || code.startsWith('ERR_BROTLI')) {
    return new RegistryError('BAD_RESPONSE', {
      message: message('NOT_DECOMPRESSED', { target }),
    });
  }
  return new RegistryError('BAD_RESPONSE', {
    message: /^[A-Z0-9_]{1,60}$/.test(code)
      ? message('NOT_HTTP_BECAUSE', { target, error: code })
      : message('NOT_HTTP', { target }),
  });
}

/** For a registry that expects TLS where it was addressed with http://. */
export function notPlainHttp(target: string): RegistryError {
  return new RegistryError('PROTOCOL_MISMATCH', {
    message: message('NO_PLAIN_HTTP', { target }),
    remedy: message('START_WITH_HTTPS'),
  });
}

function codeOf(error: unknown): string {
  // One error per address; where all failed, the last one's reason is as good as another's.
  const each: unknown = isObject(error) ? Reflect.get(error, 'errors') : [];
  return Array.isArray(each) && each.length > 0
    ? codeOf(each[each.length - 1])
    : textOf(error, 'code');
}

function textOf(error: unknown, key: 'code' | 'reason'): string {
  const value: unknown = isObject(error) ? Reflect.get(error, key) : undefined;
  return typeof value === 'string' ? value : '';
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
