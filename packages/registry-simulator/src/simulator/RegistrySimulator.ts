import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { AddressInfo } from 'node:net';
import { ContentStore } from '../content/ContentStore';
import { sendError } from './answers';
import { createFace, FaceOptions } from './createFace';
import { Face } from './Face';

export interface SimulatorOptions extends FaceOptions {
  /** Default: a free one. */
  port?: number;
  /** The address it listens at. Default: 127.0.0.1. */
  host?: string;
}

/** What goes wrong with the next requests. */
export interface Faults {
  /** Milliseconds before every answer. */
  latencyMs?: number;
  /** The HTTP status that is answered instead, where one is returned. */
  failWith?: (path: string) => number | undefined;
}

/** A container registry in one process. */
export class RegistrySimulator {
  readonly store = new ContentStore();
  readonly #face: Face;
  readonly #server: Server;
  #faults: Faults = {};
  #requests: string[] = [];

  /** @throws where the port is in use */
  static async start(
    options: SimulatorOptions = {},
  ): Promise<RegistrySimulator> {
    const simulator = new RegistrySimulator(options);
    const { port = 0, host = '127.0.0.1' } = options;
    await new Promise<void>((resolve, reject) => {
      simulator.#server.once('error', reject);
      simulator.#server.listen(port, host, resolve);
    });
    return simulator;
  }

  private constructor(options: SimulatorOptions) {
    this.#face = createFace(this.store, options);
    this.#server = createServer((request, response) => {
      this.#serve(request, response).catch(() => response.destroy());
    });
  }

  /** `127.0.0.1:40123` */
  get host(): string {
    const { address, family, port } = this.#server.address() as AddressInfo;
    return family === 'IPv6' ? `[${address}]:${port}` : `${address}:${port}`;
  }

  get url(): string {
    return `http://${this.host}`;
  }

  /** What was asked since the last look: `GET /v2/`. */
  takeRequests(): string[] {
    const taken = this.#requests;
    this.#requests = [];
    return taken;
  }

  /** Replaces the faults there were. */
  setFaults(faults: Faults): void {
    this.#faults = faults;
  }

  stop(): Promise<void> {
    return new Promise(resolve => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  async #serve(request: IncomingMessage, response: ServerResponse) {
    const { latencyMs, failWith } = this.#faults;
    const path = request.url ?? '/';
    this.#requests.push(`${request.method} ${path}`);
    if (latencyMs) {
      await new Promise(resolve => setTimeout(resolve, latencyMs));
    }
    const code = failWith?.(path);
    if (code !== undefined) {
      sendError(response, code, 'UNKNOWN', 'the simulator was told to fail');
      return;
    }
    await this.#face.serve(request, response);
  }
}
