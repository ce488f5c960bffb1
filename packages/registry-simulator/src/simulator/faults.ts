import { IncomingMessage, ServerResponse } from 'node:http';
import { sendError } from './answers';

/**
 * A part of the registry that is down: its database, the storage of its images, or the service that
 * logs callers in.
 */
export type Outage = 'database' | 'storage' | 'login';

/** What goes wrong with the next requests. */
export interface Faults {
  /** The requests it goes wrong with. Default: all. */
  only?: (path: string, method: string) => boolean;
  /** Milliseconds before every answer. */
  latencyMs?: number;
  /** The HTTP status that is answered instead, where one is returned. */
  failWith?: (path: string) => number | undefined;
  /** 429, once so many requests have come in. */
  rateLimit?: {
    /** How many are answered first. Default: none. */
    after?: number;
    /** In seconds, or as a date. Default: the answer does not say. */
    retryAfter?: number | Date;
  };
  /** A login page with status 200, as proxies answer. */
  garbage?: boolean;
  /** The request is taken, and never answered. */
  hang?: boolean;
  /** What the registry answers while a part of it is down; on the faces that have such a part. */
  outage?: Outage;
  /** Whoever sends a credential is denied with 403, as clouds do when a password has expired. */
  passwordExpired?: boolean;
  /** A body that begins and does not end. */
  endless?: boolean;
  /** One byte of the right body after so many milliseconds each. */
  dripMs?: number;
  /** The connection breaks after so many bytes of the right body. 0: what was asked is done, and nobody hears of it. */
  cutAfter?: number;
}

const PAGE =
  '<!DOCTYPE html><html><head><title>Log in</title></head><body>Log in to go on.</body></html>';

/** @returns whether the request has been answered, wrongly */
export function answerWrongly(
  { failWith, rateLimit, garbage, endless, passwordExpired }: Faults,
  path: string,
  response: ServerResponse,
  /** Requests that came before, since the faults were set. */
  before: number,
): boolean {
  const code = failWith?.(path);
  if (code !== undefined) {
    sendError(response, code, 'UNKNOWN', 'the simulator was told to fail');
  } else if (passwordExpired && hasCredential(response.req)) {
    sendError(response, 403, 'DENIED', 'your authorization token has expired');
  } else if (rateLimit && before >= (rateLimit.after ?? 0)) {
    const { retryAfter } = rateLimit;
    if (retryAfter !== undefined) {
      response.setHeader(
        'retry-after',
        retryAfter instanceof Date ? retryAfter.toUTCString() : retryAfter,
      );
    }
    sendError(response, 429, 'TOOMANYREQUESTS', 'too many requests');
  } else if (garbage) {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(PAGE);
  } else if (endless) {
    response.setHeader('content-type', 'application/json');
    pour(response);
  } else {
    return false;
  }
  return true;
}

function hasCredential({ headers }: IncomingMessage): boolean {
  return headers.authorization !== undefined;
}

/** As fast as somebody reads it, so that little of it is ever held. */
function pour(response: ServerResponse): void {
  if (response.req.method === 'HEAD') {
    response.end();
    return;
  }
  const chunk = Buffer.alloc(16 * 1_024, ' ');
  const more = () => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('drain', more);
  more();
}

/** Lets the right answer go out, but not as it should. */
export function spoil(
  { dripMs, cutAfter }: Faults,
  response: ServerResponse,
): void {
  if (dripMs === undefined && cutAfter === undefined) {
    return;
  }
  const write = response.write.bind(response);
  const finish = response.end.bind(response);
  const chunks: Buffer[] = [];
  const keep = (chunk: unknown) => {
    if (typeof chunk === 'string' || chunk instanceof Uint8Array) {
      chunks.push(Buffer.from(chunk));
    }
  };
  Object.assign(response, {
    write(chunk: unknown) {
      keep(chunk);
      return true;
    },
    end(chunk?: unknown) {
      keep(chunk);
      const body = Buffer.concat(chunks);
      if (cutAfter !== undefined && body.length > cutAfter) {
        write(body.subarray(0, cutAfter), () => response.destroy());
      } else if (dripMs !== undefined && body.length > 0) {
        drip(body, dripMs);
      } else {
        finish(body);
      }
      return response;
    },
  });

  function drip(body: Buffer, milliseconds: number) {
    let at = 0;
    const timer = setInterval(() => {
      write(body.subarray(at, at + 1));
      at += 1;
      if (at >= body.length) {
        clearInterval(timer);
        finish();
      }
    }, milliseconds);
    response.on('close', () => clearInterval(timer));
  }
}
