import http from 'node:http';
import https from 'node:https';
import { Duplex } from 'node:stream';
import { Dialer } from './Dialer';
import { Proxy } from './ProxyRules';
import { Target } from './target';

/** The signature by which `node:http` asks for a connection that is still to be opened. */
type CreateConnection = (
  options: http.ClientRequestArgs,
  onConnected?: (error: Error | null, socket: Duplex) => void,
) => undefined;

/** Where `node:http` brings a request to its connection; the types of Node.js leave it out. */
interface AcceptsRequests {
  addRequest(request: http.ClientRequest, options: http.RequestOptions): void;
}

interface Pool {
  kept: http.Agent & AcceptsRequests;
  /** Each of its connections is for one request. */
  fresh: http.Agent & AcceptsRequests;
}

/** How a request wants its connection. */
interface ConnectionOptions {
  /** The proxy before a target that is not secure. */
  proxy: Proxy | undefined;
  /**
   * False for requests that must not be sent twice: they might meet a connection which the server
   * is just closing.
   */
  reuse: boolean;
  /** Called with the request before it gets its connection. */
  onRequest(request: http.ClientRequest): void;
}

const keptOptions = {
  keepAlive: true,
  scheduling: 'lifo',
  // Shorter than most servers keep an idle connection, so that they rarely close it first.
  timeout: 15_000,
} as const;

/** The keep-alive connections of one transport, all of them opened by its dialer. */
export class Connections {
  readonly #dialer: Dialer;
  readonly #closing = new AbortController();
  readonly #plain: Pool;
  readonly #secure: Pool;
  /** By address of the proxy; there is one at most for plain requests. */
  readonly #proxied = new Map<string, Pool>();

  constructor(dialer: Dialer) {
    this.#dialer = dialer;
    const signal = this.#closing.signal;
    const dialTo =
      (secure: boolean) =>
      ({ host, port }: http.ClientRequestArgs) =>
        dialer.connect(
          { host: host ?? '', port: Number(port), secure },
          signal,
        );
    this.#plain = createPool(http, dialTo(false));
    this.#secure = createPool(https, dialTo(true));
  }

  /** The agent of one request, which is not to be kept. */
  agentFor(
    target: Target,
    { proxy, reuse, onRequest }: ConnectionOptions,
  ): http.Agent {
    const ownPool = target.secure ? this.#secure : this.#plain;
    const pool = proxy ? this.#poolFor(proxy) : ownPool;
    const agent = reuse ? pool.kept : pool.fresh;
    return Object.create(agent, {
      addRequest: {
        value(request: http.ClientRequest, options: http.RequestOptions) {
          onRequest(request);
          agent.addRequest(request, options);
        },
      },
    });
  }

  /** @param reason - what connections that are just being opened fail with */
  close(reason: Error): void {
    this.#closing.abort(reason);
    [this.#plain, this.#secure, ...this.#proxied.values()].forEach(
      ({ kept, fresh }) => {
        kept.destroy();
        fresh.destroy();
      },
    );
  }

  #poolFor(proxy: Proxy): Pool {
    const key = `${proxy.target.host} ${proxy.target.port}`;
    const pool =
      this.#proxied.get(key) ??
      createPool(http, () =>
        this.#dialer.connectProxy(proxy, this.#closing.signal),
      );
    this.#proxied.set(key, pool);
    return pool;
  }
}

function createPool(
  { Agent }: { Agent: typeof http.Agent },
  dial: (options: http.ClientRequestArgs) => Promise<Duplex>,
): Pool {
  const createConnection: CreateConnection = (options, onConnected) => {
    dial(options).then(
      socket => onConnected?.(null, socket),
      // The socket is not looked at where there is an error, but the type wants one.
      error => onConnected?.(error, new Duplex()),
    );
  };
  const create = (options: http.AgentOptions) =>
    Object.assign(new Agent(options) as http.Agent & AcceptsRequests, {
      createConnection,
    });
  return { kept: create(keptOptions), fresh: create({}) };
}
