import {
  createServer as createHttpServer,
  IncomingMessage,
  Server as HttpServer,
  ServerResponse,
} from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { AddressInfo, createServer, Server, Socket } from 'node:net';
import { SecureContextOptions } from 'node:tls';
import {
  ContentStore,
  createFace,
  FaceOptions,
  Faults,
} from 'registry-simulator';
import { BlackHole } from './BlackHole';

/** One request, and the right answer to it. */
export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  /** Answers as the registry would. */
  right(): Promise<void>;
  /** The time of whoever asks, in milliseconds. */
  now(): number;
}

/** What is wrong with a registry. */
export interface Fault {
  /** Nobody listens. */
  closed?: boolean;
  /** Packets that open a connection are dropped. */
  blackHole?: boolean;
  /** Each connection, before anything is read from it. */
  socket?: (socket: Socket) => void;
  /** It speaks HTTP where TLS is asked for, or TLS where HTTP is. */
  otherProtocol?: boolean;
  /** What the server shows of itself in TLS. */
  certificate?: keyof Certificates;
  /** Each request, or those of which `only` is true. */
  answer?: (exchange: Exchange) => void | Promise<void>;
  only?: (path: string) => boolean;
  /** A part of the registry is down; where it has such a part. */
  outage?: Faults['outage'];
}

/** Certificates and their keys: the right one, and wrong ones. */
export type Certificates = Record<
  'right' | 'untrusted' | 'expired' | 'otherName',
  SecureContextOptions
>;

export interface HostileOptions extends FaceOptions {
  certificates?: Certificates;
  /** The time of whoever asks, in milliseconds. */
  now: () => number;
}

/** A simulated registry at a port of its own, of which everything can go wrong. */
export class HostileRegistry {
  readonly store = new ContentStore();
  readonly #face: ReturnType<typeof createFace>;
  readonly #certificates?: Certificates;
  readonly #now: () => number;
  readonly #http: HttpServer;
  readonly #https: ReturnType<typeof createHttpsServer>;
  readonly #sockets = new Set<Socket>();
  #server: Server;
  #port = 0;
  #fault: Fault = {};
  #blackHole?: BlackHole;
  #requests: { request: string; response: ServerResponse }[] = [];

  static async start(options: HostileOptions): Promise<HostileRegistry> {
    const registry = new HostileRegistry(options);
    await registry.#listen();
    return registry;
  }

  private constructor({ certificates, now, ...face }: HostileOptions) {
    this.#face = createFace(this.store, face);
    this.#now = now;
    this.#certificates = certificates;
    const serve = (request: IncomingMessage, response: ServerResponse) => {
      this.#serve(request, response).catch(() => response.destroy());
    };
    this.#http = createHttpServer(serve);
    this.#https = createHttpsServer(certificates?.right ?? {}, serve);
    this.#server = this.#createServer();
  }

  get port(): number {
    return this.#port;
  }

  /**
   * `GET /v2/`, all since the last look.
   *
   * @param status - only those that were answered with it
   */
  takeRequests(status?: number): string[] {
    const taken = this.#requests;
    this.#requests = [];
    return taken
      .filter(
        ({ response }) =>
          status === undefined || response.statusCode === status,
      )
      .map(({ request }) => request);
  }

  /** Replaces the fault there was; connections from before are closed. */
  async setFault(fault: Fault): Promise<void> {
    await this.#setFault(fault);
    this.#sockets.forEach(socket => socket.destroy());
  }

  /** It is well from now on. What hangs goes on hanging: nobody is told. */
  async endFault(): Promise<void> {
    await this.#setFault({});
  }

  async #setFault(fault: Fault): Promise<void> {
    this.#fault = fault;
    if (this.#certificates) {
      const { certificate = 'right' } = fault;
      this.#https.setSecureContext(this.#certificates[certificate]);
    }
    if (fault.closed || fault.blackHole) {
      await this.#close();
    }
    await this.#blackHole?.close();
    this.#blackHole = undefined;
    if (fault.blackHole) {
      this.#blackHole = await BlackHole.open(this.#port);
    } else if (fault.closed) {
      return;
    } else if (!this.#server.listening) {
      this.#server = this.#createServer();
      await this.#listen();
    }
  }

  async stop(): Promise<void> {
    await this.#blackHole?.close();
    await this.#close();
  }

  #createServer(): Server {
    return createServer({ pauseOnConnect: false }, socket => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
      socket.on('error', () => socket.destroy());
      const { socket: handle, otherProtocol = false } = this.#fault;
      const secure = (this.#certificates !== undefined) !== otherProtocol;
      if (handle) {
        handle(socket);
      } else {
        (secure ? this.#https : this.#http).emit('connection', socket);
      }
    });
  }

  #listen(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.#port, '127.0.0.1', () => {
        this.#port = (this.#server.address() as AddressInfo).port;
        resolve();
      });
    });
  }

  #close(): Promise<void> {
    return new Promise(resolve => {
      this.#server.close(() => resolve());
      this.#sockets.forEach(socket => socket.destroy());
    });
  }

  async #serve(request: IncomingMessage, response: ServerResponse) {
    const path = request.url ?? '/';
    this.#requests.push({ request: `${request.method} ${path}`, response });
    if (this.#certificates) {
      secureRealms(response);
    }
    const right = () => this.#face.serve(request, response);
    const { answer, only, outage } = this.#fault;
    if (outage && this.#face.serveOutage?.(outage, request, response)) {
      return;
    }
    if (answer && only?.(path) !== false) {
      await answer({ request, response, right, now: this.#now });
    } else {
      await right();
    }
  }
}

/** The faces know nothing of the TLS before them. */
function secureRealms(response: ServerResponse): void {
  const setHeader = response.setHeader.bind(response);
  response.setHeader = (name, value) =>
    setHeader(
      name,
      typeof value === 'string'
        ? value.replace('realm="http://', 'realm="https://')
        : value,
    );
}
