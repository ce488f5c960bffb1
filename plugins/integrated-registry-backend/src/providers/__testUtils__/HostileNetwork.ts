import {
  HttpTransportOptions,
  RegistryClient,
  RegistryConnection,
  RegistryProvider,
} from 'backstage-plugin-integrated-registry-node';
import http from 'node:http';
import https from 'node:https';
import net, { AddressInfo } from 'node:net';
import { SecretNet, watchProvider } from 'registry-simulator';
import { createTestTransport } from './createTestTransport';

export interface HostileServer {
  host: string;
  port: number;
  /** `http://127.0.0.1:12345` */
  url: string;
  /** Resolves when nobody is connected any more. */
  left(): Promise<void>;
}

/**
 * Servers on real sockets that behave as a test says, and clients for them; all end with `close`,
 * which fails where a client has let out its password in an answer, a diagnosis or an error.
 */
export class HostileNetwork {
  readonly #secrets = new SecretNet();
  readonly #closers: (() => void | Promise<void>)[] = [];

  http(handler: http.RequestListener): Promise<HostileServer> {
    return this.#listen(http.createServer(handler), 'http');
  }

  https(
    certificate: { key: string; cert: string },
    handler: http.RequestListener,
  ): Promise<HostileServer> {
    return this.#listen(https.createServer(certificate, handler), 'https');
  }

  /** Speaks byte by byte what no HTTP server would say. */
  raw(handler: (socket: net.Socket) => void): Promise<HostileServer> {
    return this.#listen(net.createServer(handler), 'http');
  }

  /** A client whose transport may go everywhere, and which keeps no connection after `close`. */
  connect(
    provider: RegistryProvider,
    url: string,
    settings: Partial<RegistryConnection> = {},
    transportOptions: Partial<HttpTransportOptions> = {},
  ): RegistryClient {
    const transport = createTestTransport(transportOptions);
    this.#closers.unshift(() => transport.close());
    this.#secrets.addFrom(transportOptions.proxy);
    return this.watch(provider).connect({
      url,
      imageHost: new URL(url).host,
      repositories: [],
      repositoryFilter: [],
      transport,
      ...settings,
    });
  }

  /** The same provider, for tests that open their own clients; those are looked through as well. */
  watch(provider: RegistryProvider): RegistryProvider {
    return watchProvider(this.#secrets, provider);
  }

  async close(): Promise<void> {
    for (const close of this.#closers.splice(0)) {
      await close();
    }
    this.#secrets.assertNoLeaks();
  }

  async #listen(server: net.Server, scheme: string): Promise<HostileServer> {
    const sockets = new Set<net.Socket>();
    server.on('connection', (socket: net.Socket) => {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.once('close', () => {
        sockets.delete(socket);
        server.emit('left');
      });
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    this.#closers.push(async () => {
      sockets.forEach(socket => socket.destroy());
      await new Promise(resolve => server.close(resolve));
    });
    const { address, port } = server.address() as AddressInfo;
    return {
      host: `${address}:${port}`,
      port,
      url: `${scheme}://${address}:${port}`,
      async left() {
        while (sockets.size > 0) {
          await new Promise(resolve => server.once('left', resolve));
        }
      },
    };
  }
}
