import { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { Fault } from './HostileRegistry';

type Answer = NonNullable<Fault['answer']>;

const LOGIN_PAGE =
  '<!DOCTYPE html><html><head><title>Log in</title></head><body>Log in to go on.</body></html>';

/** An HTTP status, with an error as registries write it. */
export const status =
  (
    code: number,
    headers: OutgoingHttpHeaders = {},
    error: object = { code: 'UNKNOWN', message: 'it fails' },
  ): Answer =>
  ({ response }) => {
    response.writeHead(code, {
      'content-type': 'application/json',
      ...headers,
    });
    response.end(JSON.stringify({ errors: [error] }));
  };

export const body =
  (content: string, headers: OutgoingHttpHeaders = {}): Answer =>
  ({ response }) => {
    response.writeHead(200, { 'content-type': 'application/json', ...headers });
    response.end(content);
  };

export const loginPage = body(LOGIN_PAGE, {
  'content-type': 'text/html; charset=utf-8',
});

/** Nothing at all. */
export const silence: Answer = () => undefined;

/** Headers, and then nothing. */
export const silenceAfterHeaders: Answer = ({ response }) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.flushHeaders();
};

/** What goes through the socket as it stands, and whether it is closed then. */
export const raw =
  (bytes: string, then: 'close' | 'reset' | 'stay' = 'close'): Answer =>
  ({ response }) => {
    const { socket } = response;
    socket?.write(bytes, () => {
      if (then === 'reset') {
        socket.resetAndDestroy();
      } else if (then === 'close') {
        socket.end();
      }
    });
  };

const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n';
export const withHeaders = (headers: string, content = '', then?: 'reset') =>
  raw(`${HEAD}${headers}\r\n\r\n${content}`, then);

/** The right answer, which goes out otherwise: what it writes is handed to `send` as a whole. */
const altered =
  (send: (bytes: Buffer, response: ServerResponse) => void): Answer =>
  async ({ response, right }) => {
    const write = response.write.bind(response);
    const end = response.end.bind(response);
    const writeHead = response.writeHead.bind(response);
    const chunks: Buffer[] = [];
    const keep = (chunk: unknown) => {
      if (typeof chunk === 'string' || chunk instanceof Uint8Array) {
        chunks.push(Buffer.from(chunk));
      }
    };
    Object.assign(response, {
      writeHead(code: number, headers: OutgoingHttpHeaders = {}) {
        response.statusCode = code;
        for (const [name, value] of Object.entries(headers)) {
          response.setHeader(name, value ?? '');
        }
        return response;
      },
      write(chunk: unknown) {
        keep(chunk);
        return true;
      },
      end(chunk?: unknown) {
        keep(chunk);
        Object.assign(response, { write, end, writeHead });
        send(Buffer.concat(chunks), response);
        return response;
      },
    });
    await right();
  };

/** One byte of the right body in so many milliseconds. */
export const drip = (milliseconds: number): Answer =>
  altered((bytes, response) => {
    let at = 0;
    response.removeHeader('content-length');
    response.flushHeaders();
    const timer = setInterval(() => {
      if (at < bytes.length) {
        response.write(bytes.subarray(at, at + 1));
        at += 1;
      } else {
        clearInterval(timer);
        response.end();
      }
    }, milliseconds);
    response.once('close', () => clearInterval(timer));
  });

/** Half of the right body; then the connection is gone. */
export const cut = altered((bytes, response) => {
  response.setHeader('content-length', Math.max(bytes.length, 2));
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () =>
    response.destroy(),
  );
});

/** The right body under another type. */
export const typed = (type: string): Answer =>
  altered((bytes, response) => {
    response.setHeader('content-type', type);
    response.end(bytes);
  });

/** A body that goes on for as long as somebody reads it. */
export const endless: Answer = ({ request, response }) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  const chunk = Buffer.alloc(64 * 1_024, ' ');
  const more = () => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('drain', more);
  more();
};

const bomb = gzipSync(Buffer.alloc(256 * 1_024 * 1_024, ' '));

/** A quarter of a gigabyte of blanks in a quarter of a megabyte. */
export const gzipBomb: Answer = ({ response }) => {
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-encoding': 'gzip',
  });
  response.end(bomb);
};

/** Interim answers for as long as somebody reads them. */
export const endlessHints: Answer = ({ response }) => {
  const { socket } = response;
  const hints = 'HTTP/1.1 103 Early Hints\r\nLink: </style>\r\n\r\n'.repeat(20);
  const timer = setInterval(() => socket?.write(hints), 10);
  socket?.once('close', () => clearInterval(timer));
};

export const redirect = (to: string | ((path: string) => string)): Answer => {
  return ({ request, response }) => {
    const location = typeof to === 'string' ? to : to(request.url ?? '/');
    response.writeHead(307, { location });
    response.end();
  };
};

/** The right answer with other lists in it. */
const relisted = (change: (list: unknown[]) => unknown[]): Answer =>
  altered((bytes, response) => {
    if (response.statusCode !== 200 || bytes.length === 0) {
      response.end(bytes);
      return;
    }
    const right: unknown = JSON.parse(bytes.toString());
    const wrong = Array.isArray(right)
      ? change(right)
      : Object.fromEntries(
          Object.entries(right as object).map(([key, value]) => [
            key,
            Array.isArray(value) ? change(value) : value,
          ]),
        );
    response.removeHeader('content-length');
    response.end(JSON.stringify(wrong));
  });

export const emptied = relisted(() => []);

/** As where pages overlap. */
export const doubled = relisted(list => [...list, ...list]);

const asked = new Set<string>();
/** Wrong when something is asked for the first time, and right from then on. */
export const atFirst =
  (wrong: Answer): Answer =>
  exchange => {
    const { method, url, headers } = exchange.request;
    const key = [headers.host, method, url].join(' ');
    if (asked.has(key)) {
      return exchange.right();
    }
    asked.add(key);
    return wrong(exchange);
  };

/** What clouds answer whoever comes with a password that has expired. */
export const expiredPassword: Answer = exchange =>
  exchange.request.headers.authorization === undefined
    ? exchange.right()
    : status(
        403,
        {},
        { code: 'DENIED', message: 'the token has expired' },
      )(exchange);
