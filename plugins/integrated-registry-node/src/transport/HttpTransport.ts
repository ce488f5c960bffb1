import { WordedTexts } from 'backstage-plugin-integrated-registry-common';

/** What a request is for. @public */
export type TransportPriority = 'interactive' | 'background' | 'check';

/** @public */
export type TransportMethod =
  | 'GET'
  | 'HEAD'
  | 'POST'
  | 'PUT'
  | 'PATCH'
  | 'DELETE';

/** @public */
export interface TransportRequest {
  /** Absolute. */
  url: string;
  method?: TransportMethod;
  headers?: Record<string, string>;
  /** Not with GET and HEAD. */
  body?: string;
  signal: AbortSignal;
  /**
   * The value of the `Authorization` header. Kept apart from `headers`, so that a redirect to
   * another origin can never take it along.
   */
  authorization?: string;
  /** Body size limit in bytes after decompression; default 4 MiB, at most `answerLimits.bytes`. */
  maxBytes?: number;
  /** Deadline of the whole exchange, retries included, in milliseconds; default 30,000. */
  deadlineMs?: number;
  /** Follow redirects? Default true, at most 5, never from https to http. */
  followRedirects?: boolean;
  /** Retry 408, 429, 500, 502, 503, 504 and broken connections? Default true for GET and HEAD. */
  retry?: boolean;
  /**
   * Interactive requests go before those in the background where requests queue; default
   * `interactive`. A `check` of the health has a place of its own, which requests that hang cannot take.
   */
  priority?: TransportPriority;
}

/** An answer whose body was read whole, within its limit. @public */
export interface TransportResponse {
  /** HTTP status of the last answer. */
  httpStatus: number;
  /** Lower-case names. */
  headers: Headers;
  body: Buffer;
  /** Address of the last answer, after redirects. */
  url: string;
}

/**
 * The one way to a registry. Any answer with a status resolves; only what keeps an answer from
 * arriving whole rejects, always with a `RegistryError`, or with the signal's reason after an
 * abort.
 *
 * @public
 */
export interface HttpTransport {
  request(request: TransportRequest): Promise<TransportResponse>;

  /**
   * Tries the way to `url` in steps, for a diagnosis: resolves the name, opens a TCP connection to
   * the checked address, and shakes hands where it is https. Rejects with a `RegistryError`.
   */
  probe(
    url: string,
    step: 'dns' | 'tcp' | 'tls',
    signal: AbortSignal,
  ): Promise<WordedTexts>;

  /** Closes all connections. Requests under way fail. */
  close(): void;
}
