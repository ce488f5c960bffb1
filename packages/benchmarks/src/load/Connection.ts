import { connect, Socket } from 'node:net';

export interface RawAnswer {
  status: number;
  body: Buffer;
}

interface Head {
  status: number;
  /** Where the body begins. */
  at: number;
  /** Bytes of the body; undefined: it comes in chunks. */
  length: number | undefined;
}

const END_OF_HEAD = '\r\n\r\n';
const LAST_CHUNK = Buffer.from('0\r\n\r\n');

/**
 * A connection that is kept, for one request after the other. Node.js' own client takes three times as
 * long for a request, on the processors that the portal needs.
 *
 * Source: RFC 9112, as far as the portal's answers use it.
 */
export class Connection {
  readonly #socket: Socket;
  readonly #host: string;
  #received = Buffer.alloc(0);
  #head?: Head;
  #answer?: { resolve(answer: RawAnswer): void; reject(error: Error): void };
  #closed = false;

  /** @throws where nothing listens */
  static open(url: string): Promise<Connection> {
    const { hostname, port, host } = new URL(url);
    return new Promise((resolve, reject) => {
      const socket = connect(Number(port), hostname);
      socket.setNoDelay();
      socket.once('error', reject);
      socket.once('connect', () => resolve(new Connection(socket, host)));
    });
  }

  private constructor(socket: Socket, host: string) {
    this.#socket = socket;
    this.#host = host;
    socket.on('data', (data: Buffer) => this.#receive(data));
    socket.on('error', () => {});
    socket.on('close', () => {
      this.#closed = true;
      this.#answer?.reject(new Error('closed'));
    });
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** @throws Error `closed`, where the other side has closed it meanwhile */
  send(
    method: string,
    path: string,
    headers: Record<string, string | number>,
    body = '',
  ): Promise<RawAnswer> {
    const lines = Object.entries({ host: this.#host, ...headers }).map(
      ([name, value]) => `${name}: ${value}\r\n`,
    );
    return new Promise((resolve, reject) => {
      this.#answer = { resolve, reject };
      this.#socket.write(
        `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`,
      );
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #receive(data: Buffer) {
    this.#received =
      this.#received.length > 0 ? Buffer.concat([this.#received, data]) : data;
    this.#head ??= readHead(this.#received);
    const head = this.#head;
    if (!head || !isWhole(head, this.#received)) {
      return;
    }
    const body = this.#received.subarray(head.at);
    this.#received = Buffer.alloc(0);
    this.#head = undefined;
    this.#answer?.resolve({
      status: head.status,
      body: head.length === undefined ? joinChunks(body) : body,
    });
  }
}

function readHead(received: Buffer): Head | undefined {
  const end = received.indexOf(END_OF_HEAD);
  if (end < 0) {
    return undefined;
  }
  const text = received.toString('latin1', 0, end);
  const [, length] = /\ncontent-length: *(\d+)/i.exec(text) ?? [];
  return {
    status: Number(text.slice('HTTP/1.1 '.length, 12)),
    at: end + END_OF_HEAD.length,
    length: length === undefined ? undefined : Number(length),
  };
}

function isWhole({ at, length }: Head, received: Buffer): boolean {
  return length === undefined
    ? received.subarray(Math.max(at, received.length - 5)).equals(LAST_CHUNK)
    : received.length >= at + length;
}

function joinChunks(body: Buffer): Buffer {
  const parts: Buffer[] = [];
  let at = 0;
  for (;;) {
    const line = body.indexOf('\r\n', at);
    const size = parseInt(body.toString('latin1', at, line), 16);
    if (!(size > 0)) {
      return Buffer.concat(parts);
    }
    parts.push(body.subarray(line + 2, line + 2 + size));
    at = line + 2 + size + 2;
  }
}
