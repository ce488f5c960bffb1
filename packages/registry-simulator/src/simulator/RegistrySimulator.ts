import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { AddressInfo } from 'node:net';
import { ContentStore } from '../content/ContentStore';
import { createFace, FaceOptions } from './createFace';
import { Face } from './Face';
import { answerWrongly, Faults, spoil } from './faults';

export interface SimulatorOptions extends FaceOptions {
  /** Default: a free one. */
  port?: number;
  /** The address it listens at. Default: 127.0.0.1. */
  host?: string;
}

/** What is remembered of the requests that came in. */
const MAX_REQUESTS = 100_000;

/** A container registry in one process. */
export class RegistrySimulator {
  readonly store = new ContentStore();
  readonly #face: Face;
  readonly #server: Server;
  /** Of parts that have a port of their own. */
  readonly #others: Server[] = [];
  #faults: Faults = {};
  #sinceFaults = 0;
  #requests: string[] = [];

  /** @throws where the port is in use */
  static async start(
    options: SimulatorOptions = {},
  ): Promise<RegistrySimulator> {
    const simulator = new RegistrySimulator(options);
    const { port = 0, host = '127.0.0.1' } = options;
    await listen(simulator.#server, port, host);
    return simulator;
  }

  private constructor(options: SimulatorOptions) {
    this.#face = createFace(this.store, options);
    this.#server = this.#createServer();
  }

  /** `127.0.0.1:40123` */
  get host(): string {
    return hostOf(this.#server);
  }

  get url(): string {
    return `http://${this.host}`;
  }

  /**
   * Gives a part of the registry a port of its own, as Artifactory's repositories may have.
   *
   * @param port - 0: a free one
   * @returns its host, `127.0.0.1:40124`
   * @throws where the port is in use
   */
  async openPort(part: string, port = 0): Promise<string> {
    const server = this.#createServer(part);
    const { address } = this.#server.address() as AddressInfo;
    await listen(server, port, address);
    this.#others.push(server);
    return hostOf(server);
  }

  /** What was asked since the last look, but no more than the last 100,000: `GET /v2/`. */
  takeRequests(): string[] {
    const taken = this.#requests;
    this.#requests = [];
    return taken;
  }

  /** The user names of the credentials that somebody had it make, and that nobody has ended. */
  minted(): string[] {
    return this.#face.minted?.() ?? [];
  }

  /** Replaces the faults there were. */
  setFaults(faults: Faults): void {
    this.#faults = faults;
    this.#sinceFaults = 0;
  }

  async stop(): Promise<void> {
    await Promise.all([this.#server, ...this.#others].map(close));
  }

  #createServer(part?: string): Server {
    return createServer((request, response) => {
      this.#serve(request, response, part).catch(() => response.destroy());
    });
  }

  async #serve(
    request: IncomingMessage,
    response: ServerResponse,
    part: string | undefined,
  ) {
    const path = request.url ?? '/';
    if (this.#requests.length >= MAX_REQUESTS) {
      this.#requests = this.#requests.slice(-MAX_REQUESTS / 2);
    }
    this.#requests.push(`${request.method} ${path}`);
    const faults = this.#faults;
    if (faults.only?.(path, request.method ?? 'GET') === false) {
      await this.#face.serve(request, response, part);
      return;
    }
    const before = this.#sinceFaults;
    this.#sinceFaults += 1;
    const { latencyMs, hang, outage } = faults;
    if (hang) {
      return;
    }
    if (latencyMs) {
      await new Promise(resolve => setTimeout(resolve, latencyMs));
    }
    const isOut =
      outage !== undefined &&
      this.#face.serveOutage?.(outage, request, response) === true;
    if (!isOut && !answerWrongly(faults, path, response, before)) {
      spoil(faults, response);
      await this.#face.serve(request, response, part);
    }
  }
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
}

function close(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function hostOf(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo;
  return family === 'IPv6' ? `[${address}]:${port}` : `${address}:${port}`;
}
