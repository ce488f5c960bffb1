import fetch, { Response } from 'node-fetch';
import { Readable } from 'node:stream';
import { RegistryError } from '../errors';
import { answerLimits } from './answerLimits';
import { boundAnswer } from './boundAnswer';
import { checkJson } from './checkJson';
import { Connections } from './Connections';
import { Dialer } from './Dialer';
import { TransportResponse } from './HttpTransport';
import {
  FailureContext,
  isBrokenConnection,
  mapNetworkError,
  notPlainHttp,
} from './mapNetworkError';
import { readBody } from './readBody';
import { Hop, isReading, isRedirect } from './redirects';
import { describeTarget, targetOf } from './target';

const maxDiscardedBytes = 64 * 1024;

/** A failure, and whether the same request may succeed on another connection. */
export interface ExchangeFailure {
  error: RegistryError;
  broken: boolean;
}

export type ExchangeOutcome =
  | { response: TransportResponse; failure?: undefined }
  | { response?: undefined; failure: ExchangeFailure };

/**
 * Sends one request and reads its answer whole.
 *
 * @throws the signal's reason where it was aborted
 */
export async function exchange(
  hop: Hop,
  options: {
    dialer: Dialer;
    connections: Connections;
    maxBytes: number;
    signal: AbortSignal;
  },
): Promise<ExchangeOutcome> {
  const { signal } = options;
  const target = targetOf(hop.url);
  const context: FailureContext = {
    target: describeTarget(target),
    secure: target.secure,
    phase: 'answer',
  };
  let cause: unknown;
  try {
    const response = await send(hop, {
      ...options,
      onError: error => {
        cause = error;
      },
    });
    context.phase = 'body';
    const { status: httpStatus, headers } = response;
    const incoming = response.body as Readable;
    const bodiless =
      hop.method === 'HEAD' ||
      [204, 304].includes(httpStatus) ||
      isRedirect(httpStatus);
    const body = bodiless
      ? discard(incoming)
      : await readBody(incoming, {
          encoding: headers.get('content-encoding') ?? '',
          length: Number(headers.get('content-length') ?? 0),
          maxBytes: Math.min(options.maxBytes, answerLimits.bytes),
          target: context.target,
        });
    await checkJson(body, context.target);
    if (!target.secure && httpStatus === 400 && wantsTls(body)) {
      throw notPlainHttp(context.target);
    }
    return {
      response: {
        httpStatus,
        headers: withoutCookies(headers),
        body,
        url: hop.url.href,
      },
    };
  } catch (error) {
    signal.throwIfAborted();
    return {
      failure: {
        error: mapNetworkError(cause ?? error, context),
        broken: isBrokenConnection(cause ?? error),
      },
    };
  }
}

async function send(
  hop: Hop,
  options: {
    dialer: Dialer;
    connections: Connections;
    signal: AbortSignal;
    /** Hears of failures as they are: `node-fetch` keeps their code and no more. */
    onError(error: unknown): void;
  },
): Promise<Response> {
  const { url, method, headers, authorization, body } = hop;
  const target = targetOf(url);
  const proxy = target.secure ? undefined : options.dialer.proxyFor(target);
  if (proxy) {
    // Nobody else looks at the address: the proxy resolves it.
    await options.dialer.checkName(target, options.signal);
  }
  return fetch(url, {
    method,
    headers: {
      ...headers,
      ...proxy?.headers,
      ...(authorization !== undefined && { authorization }),
    },
    body,
    agent: options.connections.agentFor(target, {
      proxy,
      reuse: isReading(method),
      onRequest: request => {
        if (proxy) {
          // RFC 9112 3.2.2: a proxy wants to know the whole address.
          request.path = `${url.origin}${url.pathname}${url.search}`;
        }
        request.once('error', options.onError);
        boundAnswer(request, describeTarget(target));
      },
    }),
    // Redirects are followed, and bodies decompressed, where there are rules for it.
    redirect: 'manual',
    compress: false,
    signal: options.signal,
  });
}

/** Gives up the connection rather than read a long body nobody looks at. */
function discard(response: Readable): Buffer {
  let size = 0;
  response.on('data', chunk => {
    size += chunk.length;
    if (size > maxDiscardedBytes) {
      response.destroy();
    }
  });
  return Buffer.alloc(0);
}

/** Nobody here may keep a cookie. */
function withoutCookies(all: Response['headers']): Headers {
  return new Headers(
    [...all].filter(([name]) => !['set-cookie', 'set-cookie2'].includes(name)),
  );
}

/** The words of Go's net/http, of nginx and of Apache. */
function wantsTls(body: Buffer): boolean {
  return /client sent an http request to an https server|plain http request was sent to https port|speaking plain http to an ssl-enabled server/i.test(
    body.subarray(0, 4096).toString('latin1'),
  );
}
