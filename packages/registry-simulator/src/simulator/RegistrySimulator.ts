import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { AddressInfo } from 'node:net';
import { ContentStore } from '../content/ContentStore';
import { DistributionFace, sendError } from './DistributionFace';

export interface SimulatorOptions {
  /** Default: a free one. */
  port?: number;
  /** Demanded of everybody, as Basic authentication. */
  login?: { username: string; password: string };
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
  readonly #face = DistributionFace.create(this.store);
  readonly #server: Server;
  readonly #login: SimulatorOptions['login'];
  #faults: Faults = {};
  #requests: string[] = [];

  /** @throws where the port is in use */
  static async start(
    options: SimulatorOptions = {},
  ): Promise<RegistrySimulator> {
    const simulator = new RegistrySimulator(options.login);
    await new Promise<void>((resolve, reject) => {
      simulator.#server.once('error', reject);
      simulator.#server.listen(options.port ?? 0, '127.0.0.1', resolve);
    });
    return simulator;
  }

  private constructor(login: SimulatorOptions['login']) {
    this.#login = login;
    this.#server = createServer((request, response) => {
      this.#serve(request, response).catch(() => response.destroy());
    });
  }

  /** `127.0.0.1:40123` */
  get host(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `127.0.0.1:${port}`;
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
    if (!this.#admits(request)) {
      response.setHeader(
        'www-authenticate',
        'Basic realm="Registry simulator"',
      );
      sendError(response, 401, 'UNAUTHORIZED', 'authentication required');
      return;
    }
    await this.#face.serve(request, response);
  }

  #admits({ headers }: IncomingMessage): boolean {
    if (!this.#login) {
      return true;
    }
    const { username, password } = this.#login;
    const expected = Buffer.from(`${username}:${password}`).toString('base64');
    return headers.authorization === `Basic ${expected}`;
  }
}
