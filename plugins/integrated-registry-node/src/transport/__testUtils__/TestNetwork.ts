import http from 'node:http';
import https from 'node:https';
import net, { AddressInfo } from 'node:net';
import { watchCalls } from 'registry-simulator';
import { NetworkPolicy } from '../../network';
import { createHttpTransport } from '../createHttpTransport';
import { HttpTransport } from '../HttpTransport';
import { HttpTransportOptions } from '../HttpTransportOptions';
import { canaryNet } from './send';
import { TestCertificate } from './TestAuthority';

export interface TestServer {
  host: string;
  port: number;
  /** `http://127.0.0.1:12345`, without slash at the end. */
  url: string;
  /** Connections accepted so far. */
  connections: () => number;
}

/**
 * Servers and transports on loopback that end with the test, which fails where one of its errors
 * held a secret.
 */
export class TestNetwork {
  readonly #net = canaryNet();
  readonly #closers: (() => void | Promise<void>)[] = [];

  async http(handler: http.RequestListener): Promise<TestServer> {
    return this.listen(http.createServer(handler), 'http');
  }

  async https(
    { key, cert }: TestCertificate,
    handler: http.RequestListener,
  ): Promise<TestServer> {
    return this.listen(https.createServer({ key, cert }, handler), 'https');
  }

  /** Answers the first bytes of every connection with these, and leaves the rest to `then`. */
  async raw(
    answer: string | Buffer,
    then: (socket: net.Socket) => void = socket => socket.end(),
  ): Promise<TestServer> {
    const server = net.createServer(socket => {
      socket.on('error', () => {});
      socket.once('data', () => {
        socket.write(answer, () => then(socket));
      });
    });
    return this.listen(server, 'http');
  }

  async listen(
    server: net.Server,
    scheme: string,
    host: string = '127.0.0.1',
    port: number = 0,
  ): Promise<TestServer> {
    const sockets = new Set<net.Socket>();
    let connections = 0;
    server.on('connection', (socket: net.Socket) => {
      connections += 1;
      sockets.add(socket);
      socket.on('error', () => {});
      socket.once('close', () => sockets.delete(socket));
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
    this.#closers.push(async () => {
      sockets.forEach(socket => socket.destroy());
      await new Promise(resolve => server.close(resolve));
    });
    const { port: actual } = server.address() as AddressInfo;
    return {
      host,
      port: actual,
      url: `${scheme}://${host.includes(':') ? `[${host}]` : host}:${actual}`,
      connections: () => connections,
    };
  }

  /** By default one that may go to loopback, knows no proxy and waits as little as may be. */
  transport(options: Partial<HttpTransportOptions> = {}): HttpTransport {
    const transport = createHttpTransport({
      tls: {},
      networkPolicy: new NetworkPolicy({ allow: ['127.0.0.0/8', '::1'] }),
      proxy: {},
      random: () => 0,
      ...options,
    });
    this.#closers.unshift(() => transport.close());
    // An answer is the registry's own, and may have in it whatever was sent there.
    return watchCalls(this.#net, transport, { results: false });
  }

  /** Has neither answers nor errors of a client hold its secrets. */
  watch<T extends object>(client: T, secrets: Record<string, string>): T {
    for (const [name, secret] of Object.entries(secrets)) {
      this.#net.add(secret, name);
    }
    return watchCalls(this.#net, client, { results: true });
  }

  async close(): Promise<void> {
    for (const close of this.#closers.splice(0)) {
      await close();
    }
    this.#net.assertNoLeaks();
  }
}
