import { createServer, request, Server } from 'node:http';
import { AddressInfo } from 'node:net';

/** What a front answers in place of the registry. */
export interface FrontAnswer {
  /** Default: 200. */
  code?: number;
  headers?: Record<string, string>;
  body?: string;
}

/** A server before a registry that answers some requests itself, and hands the others on. */
export class RegistryFront {
  readonly #server: Server;

  private constructor(
    server: Server,
    /** Requests since the list was last emptied, such as `GET /v2/`. */
    readonly asked: string[],
  ) {
    this.#server = server;
  }

  static async start(
    registryUrl: string,
    answer: (method: string, path: string) => FrontAnswer | undefined,
  ): Promise<RegistryFront> {
    const asked: string[] = [];
    const server = createServer((incoming, outgoing) => {
      const { method = 'GET', url: path = '/', headers } = incoming;
      asked.push(`${method} ${path}`);
      const own = answer(method, path);
      if (own) {
        outgoing.writeHead(own.code ?? 200, own.headers);
        outgoing.end(method === 'HEAD' ? undefined : own.body);
        return;
      }
      const behind = request(
        `${registryUrl}${path}`,
        { method, headers },
        response => {
          outgoing.writeHead(response.statusCode ?? 502, response.headers);
          response.pipe(outgoing);
        },
      );
      behind.on('error', () => outgoing.destroy());
      incoming.pipe(behind);
    });
    await new Promise<void>(done => {
      server.listen(0, '127.0.0.1', done);
    });
    return new RegistryFront(server, asked);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop() {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
