import http, { IncomingMessage } from 'node:http';
import https from 'node:https';
import { RegistryError } from '../provider/RegistryError';
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
import { Hop, isRedirect } from './redirects';
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
  try {
    const incoming = await send(hop, options);
    context.phase = 'body';
    const httpStatus = incoming.statusCode ?? 0;
    const bodiless =
      hop.method === 'HEAD' ||
      [204, 304].includes(httpStatus) ||
      isRedirect(httpStatus);
    const body = bodiless
      ? discard(incoming)
      : await readBody(incoming, options.maxBytes, context.target);
    if (!target.secure && httpStatus === 400 && wantsTls(body)) {
      throw notPlainHttp(context.target);
    }
    return {
      response: {
        httpStatus,
        headers: toHeaders(incoming.rawHeaders),
        body,
        url: hop.url.href,
      },
    };
  } catch (error) {
    signal.throwIfAborted();
    return {
      failure: {
        error: mapNetworkError(error, context),
        broken: isBrokenConnection(error),
      },
    };
  }
}

async function send(
  hop: Hop,
  options: { dialer: Dialer; connections: Connections; signal: AbortSignal },
): Promise<IncomingMessage> {
  const { url, method, headers, authorization, body } = hop;
  const target = targetOf(url);
  const proxy = target.secure ? undefined : options.dialer.proxyFor(target);
  if (proxy) {
    // Nobody else looks at the address: the proxy resolves it.
    options.dialer.checkName(target);
  }
  const path = `${url.pathname}${url.search}`;
  return new Promise((resolve, reject) => {
    const request = (target.secure ? https : http).request({
      ...options.connections.optionsFor(target, proxy, method !== 'POST'),
      host: proxy?.target.host ?? target.host,
      port: proxy?.target.port ?? target.port,
      method,
      // RFC 9112 3.2.2: a proxy wants to know the whole address.
      path: proxy ? `http://${url.host}${path}` : path,
      headers: {
        ...headers,
        ...proxy?.headers,
        host: url.host,
        ...(authorization !== undefined && { authorization }),
        ...(body !== undefined && {
          'content-length': String(Buffer.byteLength(body)),
        }),
      },
      signal: options.signal,
    });
    request.once('response', resolve);
    // Stays, for what comes after the answer: data nobody asked for, or the end of the connection.
    request.on('error', reject);
    request.once('close', () =>
      reject(Object.assign(new Error('closed'), { code: 'ECONNRESET' })),
    );
    request.end(body);
  });
}

/** Gives up the connection rather than read a long body nobody looks at. */
function discard(response: IncomingMessage): Buffer {
  let size = 0;
  response.on('error', () => {});
  response.on('data', chunk => {
    size += chunk.length;
    if (size > maxDiscardedBytes) {
      response.destroy();
    }
  });
  return Buffer.alloc(0);
}

/** Cookies are left out: nobody here may keep one. */
function toHeaders(rawHeaders: readonly string[]): Headers {
  const headers = new Headers();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = rawHeaders[index].toLowerCase();
    if (name !== 'set-cookie' && name !== 'set-cookie2') {
      headers.append(name, rawHeaders[index + 1]);
    }
  }
  return headers;
}

/** The words of Go's net/http, of nginx and of Apache. */
function wantsTls(body: Buffer): boolean {
  return /client sent an http request to an https server|plain http request was sent to https port|speaking plain http to an ssl-enabled server/i.test(
    body.subarray(0, 4096).toString('latin1'),
  );
}
