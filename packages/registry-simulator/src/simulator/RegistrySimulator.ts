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
  #faults: Faults = {};
  #sinceFaults = 0;
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

  /** What was asked since the last look, but no more than the last 100,000: `GET /v2/`. */
  takeRequests(): string[] {
    const taken = this.#requests;
    this.#requests = [];
    return taken;
  }

  /** Replaces the faults there were. */
  setFaults(faults: Faults): void {
    this.#faults = faults;
    this.#sinceFaults = 0;
  }

  stop(): Promise<void> {
    return new Promise(resolve => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  async #serve(request: IncomingMessage, response: ServerResponse) {
    const path = request.url ?? '/';
    if (this.#requests.length >= MAX_REQUESTS) {
      this.#requests = this.#requests.slice(-MAX_REQUESTS / 2);
    }
    this.#requests.push(`${request.method} ${path}`);
    const faults = this.#faults;
    if (faults.only?.(path) === false) {
      await this.#face.serve(request, response);
      return;
    }
    const before = this.#sinceFaults;
    this.#sinceFaults += 1;
    const { latencyMs } = faults;
    if (latencyMs) {
      await new Promise(resolve => setTimeout(resolve, latencyMs));
    }
    if (!answerWrongly(faults, path, response, before)) {
      spoil(faults, response);
      await this.#face.serve(request, response);
    }
  }
}
