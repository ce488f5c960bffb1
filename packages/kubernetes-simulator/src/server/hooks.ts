import { Verb } from '../resources/Resource';
import { Status, StatusError } from '../statuses/StatusError';

/** What came in. */
export interface ReceivedRequest {
  method: string;
  /** With the query. */
  path: string;
  /** `system:anonymous` without a token, undefined with one that nobody has. */
  user: string | undefined;
  /** Undefined where the request is not about objects. */
  verb?: Verb;
  resource?: string;
  namespace?: string;
  name?: string;
}

/** What is answered instead. */
export interface ForcedAnswer {
  status: number;
  headers?: Record<string, string>;
  /** Default: the Status that Kubernetes gives with this code. */
  body?: object | string;
}

/**
 * Decides what goes wrong with a request. A promise makes the answer late; `hang` gives none, and `reset` breaks
 * the connection.
 */
export type RequestHook = (
  request: ReceivedRequest,
) => HookResult | Promise<HookResult>;

type HookResult = undefined | ForcedAnswer | 'hang' | 'reset';

const REASONS: Record<number, [reason: string, message: string]> = {
  401: ['Unauthorized', 'Unauthorized'],
  403: ['Forbidden', 'forbidden'],
  404: ['NotFound', 'the server could not find the requested resource'],
  409: ['Conflict', 'the server reported a conflict'],
  422: [
    'Invalid',
    'the server rejected our request due to an error in our request',
  ],
  429: ['TooManyRequests', 'Too many requests, please try again later.'],
  500: ['InternalError', 'Internal error occurred: etcdserver: leader changed'],
  503: [
    'ServiceUnavailable',
    'the server is currently unable to handle the request',
  ],
  504: [
    'Timeout',
    'Timeout: request did not complete within the allotted timeout',
  ],
};

/** The Status that Kubernetes gives with a code. */
export function statusOf({ status, headers = {} }: ForcedAnswer): Status {
  const [reason, message] = REASONS[status] ?? [undefined, `status ${status}`];
  const retryAfter = Object.entries(headers).find(
    ([name]) => name.toLowerCase() === 'retry-after',
  )?.[1];
  return new StatusError(
    status,
    reason,
    message,
    retryAfter && /^\d+$/.test(retryAfter)
      ? { retryAfterSeconds: Number(retryAfter) }
      : undefined,
  ).body;
}
