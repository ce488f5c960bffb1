import { createServer, IncomingHttpHeaders } from 'node:http';
import { AddressInfo } from 'node:net';

export interface ReceivedRequest {
  method: string;
  /** Without the query. */
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Answer {
  /** Default 200. */
  code?: number;
  headers?: Record<string, string | string[]>;
  /** Objects are sent as JSON. */
  body?: unknown;
}

/**
 * A server that behaves as the test says, and notes what it was asked. `break` closes the connection
 * without an answer.
 */
export async function startServer(
  answer: (request: ReceivedRequest) => Answer | 'break' | undefined,
) {
  const requests: ReceivedRequest[] = [];
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', chunk => chunks.push(chunk));
    incoming.on('end', () => {
      const url = new URL(incoming.url ?? '/', 'http://localhost');
      const request = {
        method: incoming.method ?? '',
        path: url.pathname,
        query: url.searchParams,
        headers: incoming.headers,
        body: Buffer.concat(chunks).toString('utf8'),
      };
      requests.push(request);
      const given = answer(request) ?? { code: 404 };
      if (given === 'break') {
        incoming.socket.destroy();
        return;
      }
      const { code, headers, body } = given;
      const raw = typeof body === 'string' || Buffer.isBuffer(body);
      outgoing.writeHead(code ?? 200, {
        ...(!raw && { 'content-type': 'application/json' }),
        ...headers,
      });
      outgoing.end(raw ? body : JSON.stringify(body ?? {}));
    });
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    /** How often a path was asked. */
    count: (path: string) =>
      requests.filter(request => request.path === path).length,
    close: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export type TestServer = Awaited<ReturnType<typeof startServer>>;
