import { createHash } from 'node:crypto';
import {
  HttpTransport,
  TransportRequest,
  TransportResponse,
} from '../transport';

/** Content by its digest, and a tag that leads to it, instead of what the registry has. */
export interface ReplayedContent {
  /** The tag or digest by which it is asked for first. */
  reference: string;
  root: unknown;
  /** What the root names, by digest. */
  others?: Map<string, Buffer>;
}

/** What is asked for again is answered from memory. */
export class Replay implements HttpTransport {
  readonly #transport: HttpTransport;
  readonly #answers: Map<string, Promise<TransportResponse>>;
  readonly #change: (
    request: TransportRequest,
  ) => TransportResponse | undefined;

  constructor(
    transport: HttpTransport,
    answers: Map<string, Promise<TransportResponse>> = new Map(),
    change: (request: TransportRequest) => TransportResponse | undefined = () =>
      undefined,
  ) {
    this.#transport = transport;
    this.#answers = answers;
    this.#change = change;
  }

  /**
   * What was answered in JSON, by address, but for manifests and what they name, and for logins: what
   * they hand out is a secret, wherever it is found again.
   */
  async answers(): Promise<Map<string, unknown>> {
    const found = new Map<string, unknown>();
    for (const answer of this.#answers.values()) {
      const { url, body, httpStatus } = await answer;
      const content = contentOf(body);
      if (
        httpStatus === 200 &&
        content !== undefined &&
        !isContent(url) &&
        !isLogin(content)
      ) {
        found.set(url, content);
      }
    }
    return found;
  }

  /** What the registry has under a tag or digest, in JSON. */
  async content(reference: string): Promise<Record<string, any> | undefined> {
    for (const answer of this.#answers.values()) {
      const { url, body } = await answer;
      if (isContent(url) && url.endsWith(`/${reference}`)) {
        const content = contentOf(body);
        if (content !== undefined) {
          return content as Record<string, any>;
        }
      }
    }
    return undefined;
  }

  /** The same, with the addresses that are asked for. */
  watched(): { replay: Replay; asked: Set<string> } {
    const asked = new Set<string>();
    const replay = new Replay(this.#transport, this.#answers, ({ url }) => {
      asked.add(url);
      return undefined;
    });
    return { replay, asked };
  }

  /** The same, where one address answers otherwise. */
  answering(url: string, answer: unknown): Replay {
    const body = Buffer.from(JSON.stringify(answer));
    return new Replay(this.#transport, this.#answers, request =>
      request.url === url && request.method !== 'HEAD'
        ? {
            httpStatus: 200,
            headers: new Headers({ 'content-type': 'application/json' }),
            body,
            url,
          }
        : undefined,
    );
  }

  /** The same, where a tag names something else. */
  holding({ reference, root, others = new Map() }: ReplayedContent): Replay {
    const bytes = Buffer.from(JSON.stringify(root));
    const held = new Map<string, Buffer>([
      ...others,
      [reference, bytes],
      [digestOf(bytes), bytes],
    ]);
    return new Replay(this.#transport, this.#answers, ({ url, method }) => {
      const content = held.get(/[^/]*$/.exec(url)?.[0] ?? '');
      return content && isContent(url)
        ? {
            httpStatus: 200,
            headers: new Headers({
              'content-type': mediaTypeOf(content),
              'content-length': String(content.length),
              'docker-content-digest': digestOf(content),
            }),
            body: method === 'HEAD' ? Buffer.alloc(0) : content,
            url,
          }
        : undefined;
    });
  }

  request(request: TransportRequest): Promise<TransportResponse> {
    request.signal.throwIfAborted();
    const changed = this.#change(request);
    if (changed) {
      return Promise.resolve(changed);
    }
    const { url, method = 'GET', body, headers } = request;
    const key = JSON.stringify([method, url, body, headers?.accept]);
    const known = this.#answers.get(key) ?? this.#transport.request(request);
    this.#answers.set(key, known);
    return known;
  }

  probe(): ReturnType<HttpTransport['probe']> {
    return Promise.resolve({ message: 'It can be reached.' });
  }

  close(): void {
    this.#transport.close();
  }
}

export function digestOf(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

function isContent(url: string): boolean {
  return /\/(?:manifests|blobs)\/[^/]+$/.test(url);
}

/** As token servers answer (distribution, token authentication), and whoever makes a pull credential. */
function isLogin(content: unknown): boolean {
  return (
    typeof content === 'object' &&
    content !== null &&
    ['token', 'access_token', 'secret'].some(name => name in content)
  );
}

function contentOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

function mediaTypeOf(content: Buffer): string {
  const { mediaType } = contentOf(content) as { mediaType?: unknown };
  return typeof mediaType === 'string' && /^[\w.+/-]{1,99}$/.test(mediaType)
    ? mediaType
    : 'application/vnd.oci.image.index.v1+json';
}
