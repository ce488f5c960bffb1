import { createServer, request, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { readBody } from '../simulator/readBody';

/** What a registry answers in JSON to the request, changed; undefined where it stays. */
export type Distort = (path: string, answer: any) => unknown;

/** A server before a registry, which changes some of its answers. */
export class HostileFront {
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(
    registry: string,
    distort: Distort,
  ): Promise<HostileFront> {
    const server = createServer((incoming, outgoing) => {
      const { method = 'GET', url: path = '/', headers } = incoming;
      const behind = request(
        `${registry}${path}`,
        { method, headers },
        async answer => {
          const bytes = await readBody(answer);
          const { statusCode = 502 } = answer;
          const json = statusCode === 200 ? jsonIn(bytes) : undefined;
          const changed = json === undefined ? undefined : distort(path, json);
          if (changed === undefined) {
            outgoing.writeHead(statusCode, answer.headers).end(bytes);
            return;
          }
          const body = Buffer.from(JSON.stringify(changed));
          const { 'transfer-encoding': _, ...told } = answer.headers;
          outgoing.writeHead(statusCode, {
            ...told,
            'content-length': String(body.length),
          });
          outgoing.end(body);
        },
      );
      behind.on('error', () => outgoing.destroy());
      incoming.pipe(behind);
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    return new HostileFront(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

function jsonIn(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
