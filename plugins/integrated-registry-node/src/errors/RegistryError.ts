import {
  message,
  RegistryErrorCode,
  RegistryFailure,
  Text,
  worded,
  Wording,
} from 'backstage-plugin-integrated-registry-common';

/** @public */
export interface RegistryErrorOptions {
  /**
   * What happened, for a person; never with a secret, a full URL with query, or a body in it. A plain
   * text is shown in English in every language.
   */
  message: Text;
  /** What to do about it; the default of the code where it is left out. */
  remedy?: Text;
  /** Of texts that have travelled: what words them in another language. */
  wording?: Wording;
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
  /** What words message and remedy in another language. */
  readonly wording?: Wording;
  readonly upstreamStatus?: number;
  readonly retryAfter?: number;

  constructor(code: RegistryErrorCode, options: RegistryErrorOptions) {
    const texts = worded({
      message: options.message,
      remedy: options.remedy ?? message(`REMEDY_${code}`),
      wording: options.wording,
    });
    super(texts.message);
    this.code = code;
    this.remedy = texts.remedy;
    if (texts.wording) {
      this.wording = texts.wording;
    }
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
      ...(this.wording && { wording: this.wording }),
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
