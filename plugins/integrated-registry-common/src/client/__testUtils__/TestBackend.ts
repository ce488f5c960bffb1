import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { AddressInfo } from 'node:net';
import { IntegratedRegistryClient } from '../IntegratedRegistryClient';

interface ReceivedRequest {
  method?: string;
  url?: string;
  headers: IncomingMessage['headers'];
  body: string;
}

export type Answer = (response: ServerResponse) => void;

export function json(status: number, body: unknown, headers = {}): Answer {
  return response =>
    response
      .writeHead(status, { 'content-type': 'application/json', ...headers })
      .end(JSON.stringify(body));
}

/** Stands in for the backend: keeps what it receives, and answers what a test gives it. */
export class TestBackend {
  readonly #server: Server;
  /** Of the test that runs. */
  received: ReceivedRequest[] = [];
  answer: Answer = json(500, {});
  readonly client = new IntegratedRegistryClient({
    discoveryApi: {
      getBaseUrl: async pluginId => `${this.#url}/api/${pluginId}`,
    },
  });

  constructor() {
    this.#server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) {
        chunks.push(chunk);
      }
      this.received.push({
        method: request.method,
        url: request.url,
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
      });
      this.answer(response);
    });
  }

  async start(): Promise<void> {
    await new Promise<void>(resolve => {
      this.#server.listen(0, '127.0.0.1', resolve);
    });
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }

  get #url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }
}

/** The backend of all tests in a file. */
export function useTestBackend(): TestBackend {
  const backend = new TestBackend();
  beforeAll(() => backend.start());
  afterAll(() => backend.stop());
  beforeEach(() => {
    backend.received = [];
  });
  return backend;
}
