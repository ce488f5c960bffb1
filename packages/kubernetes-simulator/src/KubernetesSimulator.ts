import {
  createServer as createHttpServer,
  IncomingMessage,
  RequestListener,
  Server,
  ServerResponse,
} from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { AddressInfo } from 'node:net';
import { AccessRule, AccessRules } from './access/AccessRules';
import { isMap } from './fields/values';
import { Cluster } from './objects/Cluster';
import { Call, readCall } from './server/Call';
import { discovery } from './server/discovery';
import { ReceivedRequest, RequestHook, statusOf } from './server/hooks';
import { Answer, serveObjects } from './server/serveObjects';
import { StatusError } from './statuses/StatusError';
import {
  forbidden,
  forbiddenPath,
  noSuchPath,
  tooLarge,
  unauthorized,
  unknownError,
} from './statuses/statuses';

export interface KubernetesSimulatorOptions {
  /** Default: a free one. */
  port?: number;
  /** In PEM. Default: it serves HTTP. */
  tls?: { key: string; cert: string };
  /** Default: the clock of this machine. */
  now?: () => Date;
}

/** A request that was answered, or not. Values of headers and bodies are not remembered. */
export interface RecordedRequest extends ReceivedRequest {
  /** HTTP status; 0 where none was sent. */
  status: number;
  /** Such as `Secret`, `PartialObjectMetadata` or `Status`; undefined where the answer has none. */
  answeredKind?: string;
}

/** What is remembered of the requests that came in. */
const MAX_REQUESTS = 100_000;

/** Kubernetes takes 3 MiB. */
const MAX_BODY_BYTES = 3 * 1_048_576;

const ANONYMOUS = 'system:anonymous';

/** A stand-in for the API server of a cluster, in one process. */
export class KubernetesSimulator extends Cluster {
  /** Decides what goes wrong with each request. */
  onRequest?: RequestHook;

  readonly #access = new AccessRules();
  readonly #server: Server;
  readonly #scheme: string;
  #requests: RecordedRequest[] = [];

  /** @throws where the port is in use */
  static async start(
    options: KubernetesSimulatorOptions = {},
  ): Promise<KubernetesSimulator> {
    const simulator = new KubernetesSimulator(options);
    await new Promise<void>((resolve, reject) => {
      simulator.#server.once('error', reject);
      simulator.#server.listen(options.port ?? 0, '127.0.0.1', resolve);
    });
    return simulator;
  }

  private constructor({ tls, now }: KubernetesSimulatorOptions) {
    super(now ?? (() => new Date()));
    const listener: RequestListener = (request, response) => {
      this.#serve(request, response).catch(() => response.destroy());
    };
    this.#scheme = tls ? 'https' : 'http';
    this.#server = tls
      ? createHttpsServer(tls, listener)
      : createHttpServer(listener);
  }

  /** `http://127.0.0.1:40123` */
  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `${this.#scheme}://127.0.0.1:${port}`;
  }

  /** The requests that came in, but no more than the last 100,000. */
  get requests(): readonly RecordedRequest[] {
    return this.#requests;
  }

  /** Lets whoever has a token do something. */
  allow(rule: AccessRule): void {
    this.#access.add(rule);
  }

  /** Takes all rules from a token, which stays known: 403 from now on. */
  disallow(token: string): void {
    this.#access.removeRules(token);
  }

  /** Forgets a token: 401 from now on. */
  revoke(token: string): void {
    this.#access.removeToken(token);
  }

  async stop(): Promise<void> {
    await new Promise<void>(resolve => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  async #serve(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const user = this.#userOf(request);
    const call = readOr(() => readCall(request));
    const received = describe(request, user, call);
    const recorded: RecordedRequest = { ...received, status: 0 };
    if (this.#requests.length >= MAX_REQUESTS) {
      this.#requests = this.#requests.slice(-MAX_REQUESTS / 2);
    }
    this.#requests.push(recorded);
    const text = await readText(request);
    const forced = await this.onRequest?.(received);
    if (forced === 'hang') {
      return;
    }
    if (forced === 'reset') {
      request.socket.resetAndDestroy();
      return;
    }
    const answer = forced
      ? { ...forced, body: forced.body ?? statusOf(forced) }
      : this.#answer(request, call, user, text);
    recorded.status = answer.status;
    recorded.answeredKind = kindOf(answer.body);
    send(response, answer);
  }

  #userOf({ headers: { authorization } }: IncomingMessage): string | undefined {
    if (authorization === undefined) {
      return ANONYMOUS;
    }
    const token = /^Bearer (.+)$/i.exec(authorization)?.[1];
    return token && this.#access.userOf(token);
  }

  #answer(
    request: IncomingMessage,
    call: Call | StatusError,
    user: string | undefined,
    text: string | undefined,
  ): Answer {
    try {
      if (!user) {
        throw unauthorized();
      }
      const path = new URL(request.url ?? '/', this.url).pathname;
      if (Object.hasOwn(discovery, path)) {
        return { status: 200, body: this.#discover(path, user) };
      }
      if (call instanceof StatusError) {
        throw call;
      }
      this.#requireAllowed(call, user);
      if (text === undefined) {
        throw tooLarge(MAX_BODY_BYTES);
      }
      return serveObjects(call, {
        store: this.store,
        api: this.api,
        isAllowed: attempt => this.#access.isAllowed(user, attempt),
        userAgent: request.headers['user-agent'],
        accept: request.headers.accept,
        body: {
          contentType: (request.headers['content-type'] ?? '')
            .split(';')[0]
            .trim(),
          text,
        },
      });
    } catch (error) {
      const status =
        error instanceof StatusError
          ? error
          : unknownError((error as Error).message);
      return { status: status.code, body: status.body };
    }
  }

  #discover(path: string, user: string): object {
    if (user === ANONYMOUS && path !== '/version') {
      throw forbiddenPath(user, path);
    }
    return discovery[path]();
  }

  #requireAllowed(call: Call, user: string): void {
    const { verb, resource, namespace, query } = call;
    // A namespace is in itself, and a list of one object is of this object.
    const name =
      call.name ??
      /^metadata\.name==?([^,]+)$/.exec(query.get('fieldSelector') ?? '')?.[1];
    const at = resource.name === 'namespaces' ? call.name : namespace;
    const attempt = { verb, resource: resource.name, namespace: at, name };
    if (!this.#access.isAllowed(user, attempt)) {
      throw forbidden(
        resource.name,
        name,
        `User "${user}" cannot ${verb} resource "${
          resource.name
        }" in API group "" ${
          at ? `in the namespace "${at}"` : 'at the cluster scope'
        }`,
      );
    }
  }
}

function readOr(read: () => Call): Call | StatusError {
  try {
    return read();
  } catch (error) {
    return error instanceof StatusError ? error : noSuchPath();
  }
}

function describe(
  { method = '', url = '' }: IncomingMessage,
  user: string | undefined,
  call: Call | StatusError,
): ReceivedRequest {
  return {
    method,
    path: url,
    user,
    ...(!(call instanceof StatusError) && {
      verb: call.verb,
      resource: call.resource.name,
      namespace: call.namespace,
      name: call.name,
    }),
  };
}

function kindOf(body: object | string): string | undefined {
  return isMap(body) && typeof body.kind === 'string' ? body.kind : undefined;
}

/** @returns undefined where it is too long */
async function readText(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes <= MAX_BODY_BYTES) {
      chunks.push(chunk);
    }
  }
  return bytes > MAX_BODY_BYTES ? undefined : Buffer.concat(chunks).toString();
}

function send(
  response: ServerResponse,
  answer: {
    status: number;
    headers?: Record<string, string>;
    body: object | string;
    warnings?: string[];
  },
): void {
  const { status, headers, body, warnings = [] } = answer;
  if (warnings.length > 0) {
    response.setHeader(
      'warning',
      warnings.map(text => `299 - ${JSON.stringify(text)}`),
    );
  }
  response.writeHead(status, {
    'content-type': 'application/json',
    ...headers,
  });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}
