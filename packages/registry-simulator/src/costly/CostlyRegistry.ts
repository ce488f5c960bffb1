import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { AddressInfo, Socket } from 'node:net';
import { gzipSync } from 'node:zlib';

const MEBIBYTE = 1024 * 1024;
const repeat = (text: string, length: number) =>
  text.repeat(Math.ceil(length / text.length)).slice(0, length);

/** Sends the same for as long as anybody reads. */
function pour(to: ServerResponse | Socket, chunk: Buffer | string) {
  const more = () => {
    while (!to.destroyed && to.write(chunk));
  };
  to.on('drain', more);
  more();
}

/** With every name that a list of any vendor has. */
function inEveryShape(list: string): string {
  return `{"repositories":${list},"tags":${list},"results":${list},"manifests":${list},"layers":${list},"history":${list}}`;
}

/** A list of texts. */
const names = (length: number, count: number) =>
  `[${Array.from({ length: count }, (_, n) =>
    JSON.stringify(`${'a'.repeat(length)}${n}`),
  )}]`;

const entries = (count: number) =>
  `[${Array.from({ length: count }, (_, n) =>
    JSON.stringify({
      name: `team/${'a'.repeat(60)}${n}`,
      key: `key-${n}`,
      repo: 'a',
      path: `team/app/${n}`,
      digest: `sha256:${String(n).padStart(64, '0')}`,
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      size: 1,
      tags: [{ name: `t${n}` }],
    }),
  )}]`;

type Send = (response: ServerResponse, request: IncomingMessage) => void;

interface Answer {
  prepare?(): void;
  send: Send;
}

/** A body that is made once, before anybody measures what it costs to read. */
function content(
  type: string,
  make: () => string | Buffer,
  status = 200,
  headers: Record<string, string> = {},
): Answer {
  let bytes: Buffer | undefined;
  const prepare = () => (bytes ??= Buffer.from(make()));
  return {
    prepare,
    send: response => {
      response.writeHead(status, { 'content-type': type, ...headers });
      response.end(prepare());
    },
  };
}

const json = (make: () => string, status?: number) =>
  content('application/json', make, status);

const withHeaders = (
  headers: Record<string, string | string[]>,
  status = 200,
): Answer => ({
  send: response => {
    response.writeHead(status, headers).end('{}');
  },
});

/** What a registry may answer to whatever it is asked, and what is costly about it. */
const answers: Record<string, Answer> = {
  'a body without end': {
    send: (response, { method }) => {
      if (method === 'HEAD') {
        // Node.js drops the body, and would do so for ever.
        response.end();
      } else {
        pour(response, Buffer.alloc(65_536, 'a'));
      }
    },
  },
  'pieces of a byte': {
    send: response => {
      response.socket?.write(
        'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n',
      );
      if (response.socket) {
        pour(response.socket, '1\r\n[\r\n'.repeat(1_000));
      }
    },
  },
  'informational answers without end': {
    send: response => {
      if (response.socket) {
        pour(
          response.socket,
          `HTTP/1.1 103 Early Hints\r\nLink: </${'a'.repeat(4_000)}>\r\n\r\n`,
        );
      }
    },
  },
  'a gzip bomb': content(
    'application/json',
    () => gzipSync(Buffer.alloc(16 * MEBIBYTE, '[')),
    200,
    { 'content-encoding': 'gzip' },
  ),
  'lists in lists': json(() => '['.repeat(2 * MEBIBYTE)),
  'objects in objects': json(() => '{"a":'.repeat(MEBIBYTE)),
  'empty objects': json(() => inEveryShape(`[${'{},'.repeat(400_000)}{}]`)),
  'as many empty lists as are read': json(() =>
    inEveryShape(`[${'[],'.repeat(12_000)}[]]`),
  ),
  'as many empty objects as are read': json(
    () => `[${'{},'.repeat(70_000)}{}]`,
  ),
  'short names': json(() => inEveryShape(names(3, 24_000))),
  'many names in one list': json(
    () => `{"repositories":${names(10, 140_000)},"tags":${names(3, 1)}}`,
  ),
  'many tags in one list': json(() => `{"tags":${names(12, 145_000)}}`),
  'long names': json(() => inEveryShape(names(4_000, 240))),
  'one name of megabytes': json(
    () => `{"tags":["${'a'.repeat(5 * MEBIBYTE)}"]}`,
  ),
  'many entries': json(() => entries(6_500)),
  'many entries in every list': json(() => inEveryShape(entries(1_100))),
  'characters of three bytes': json(
    () => `{"tags":["${'漢'.repeat(1_900_000)}"]}`,
  ),
  'escaped text': json(() => `{"tags":["${'\\u0041'.repeat(900_000)}"]}`),
  'a long number': json(() => `[${'9'.repeat(2 * MEBIBYTE)}]`),
  'links without end': withHeaders({ link: repeat('<a', 14_000) }),
  'links with quotes': withHeaders({ link: `<a>${repeat(';a="', 14_000)}` }),
  'links with spaces': withHeaders({ link: `<a>;${' '.repeat(14_000)}a` }),
  'many small headers': withHeaders({
    'x-a': Array.from({ length: 1_500 }, () => 'b'),
  }),
  'a challenge with commas': withHeaders(
    { 'www-authenticate': repeat('Bearer a, ', 14_000) },
    401,
  ),
  'a challenge with quotes': withHeaders(
    { 'www-authenticate': `Bearer ${repeat('a="\\', 14_000)}` },
    401,
  ),
  'a challenge with equals signs': withHeaders(
    { 'www-authenticate': `Basic ${repeat('a=', 14_000)}` },
    401,
  ),
  'a long reason to wait': withHeaders(
    { 'retry-after': '9'.repeat(14_000) },
    404,
  ),
  'an error that speaks of addresses': json(
    () =>
      JSON.stringify({
        errors: [{ code: 'DENIED', message: repeat('http://a', 60_000) }],
      }),
    403,
  ),
  'an error with many errors': json(
    () => `{"errors":[${repeat('{"code":"A"},', 3 * MEBIBYTE)}{}]}`,
    404,
  ),
  'a web page': content('text/html', () => `${' '.repeat(3 * MEBIBYTE)}<html>`),
  'redirects without end': {
    send: (response, { url }) => {
      response.writeHead(307, { location: `${url}/${'a'.repeat(500)}` }).end();
    },
  },
  'pages without end': {
    send: (response, { url = '' }) => {
      const page = Number(/\d+/.exec(url.split('last=')[1] ?? '0')?.[0]) + 1;
      response.setHeader('link', `</v2/_catalog?last=${page}>; rel="next"`);
      response.end(inEveryShape(names(40 + page, 500)));
    },
  },
};

/**
 * A registry of whatever type whose every answer costs as much as possible. It says it is one where
 * it is asked for `/v2/`, `/api/v2.0/ping` and the like. It counts all other requests, and what it has
 * sent.
 */
export class CostlyRegistry {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #answer: keyof typeof answers;
  #requests = 0;
  #closedBytes = 0;

  static readonly answers: readonly string[] = Object.keys(answers);

  static async start(): Promise<CostlyRegistry> {
    const registry = new CostlyRegistry();
    await new Promise<void>(resolve => {
      registry.#server.listen(0, '127.0.0.1', resolve);
    });
    return registry;
  }

  private constructor() {
    [this.#answer] = CostlyRegistry.answers;
    this.#server = createServer({ keepAlive: true }, (request, response) => {
      response.on('error', () => {});
      request.resume();
      const { url = '' } = request;
      if (isPing(url)) {
        response.setHeader('docker-distribution-api-version', 'registry/2.0');
        response.setHeader('x-jfrog-version', 'Artifactory/7.90.1');
        response.end(url.includes('system') ? 'OK' : '{}');
        return;
      }
      this.#requests += 1;
      answers[this.#answer].send(response, request);
    });
    this.#server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.on('error', () => {});
      socket.once('close', () => {
        if (this.#sockets.delete(socket)) {
          this.#closedBytes += socket.bytesWritten;
        }
      });
    });
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** From now on. */
  answerWith(answer: string): void {
    this.#answer = answer;
    answers[answer].prepare?.();
  }

  /** Since this was asked last. */
  takeCounts(): { requests: number; bytes: number } {
    let bytes = this.#closedBytes;
    for (const socket of this.#sockets) {
      bytes += socket.bytesWritten;
      socket.destroy();
    }
    this.#sockets.clear();
    const counts = { requests: this.#requests, bytes };
    this.#requests = 0;
    this.#closedBytes = 0;
    return counts;
  }

  async stop(): Promise<void> {
    this.#sockets.forEach(socket => socket.destroy());
    await new Promise(resolve => this.#server.close(resolve));
  }
}

function isPing(url: string): boolean {
  return /^(?:\/artifactory\/api\/docker\/\w+)?\/(?:v2\/?|api\/v2\.0\/ping|artifactory\/api\/system\/ping)$/.test(
    url,
  );
}
