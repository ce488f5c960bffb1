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

interface Pool {
  agent: http.Agent;
  createConnection: CreateConnection;
}

const agentOptions = {
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

  private constructor(dialer: Dialer) {
    this.#dialer = dialer;
    const signal = this.#closing.signal;
    const dialTo =
      (secure: boolean) =>
      ({ host, port }: http.ClientRequestArgs) =>
        dialer.connect(
          { host: host ?? '', port: Number(port), secure },
          signal,
        );
    this.#plain = createPool(new http.Agent(agentOptions), dialTo(false));
    this.#secure = createPool(new https.Agent(agentOptions), dialTo(true));
  }

  static create(dialer: Dialer): Connections {
    return new Connections(dialer);
  }

  /**
   * The request options that decide where a request gets its connection from.
   *
   * @param reuse - false for requests that must not be sent twice: they might meet a connection
   *   which the server is just closing
   */
  optionsFor(
    target: Target,
    plainProxy: Proxy | undefined,
    reuse: boolean,
  ): Pick<http.RequestOptions, 'agent' | 'createConnection'> {
    const ownPool = target.secure ? this.#secure : this.#plain;
    const pool = plainProxy ? this.#poolFor(plainProxy) : ownPool;
    return reuse
      ? { agent: pool.agent }
      : { createConnection: pool.createConnection };
  }

  /** @param reason - what connections that are just being opened fail with */
  close(reason: Error): void {
    this.#closing.abort(reason);
    [this.#plain, this.#secure, ...this.#proxied.values()].forEach(
      ({ agent }) => agent.destroy(),
    );
  }

  #poolFor(proxy: Proxy): Pool {
    const key = `${proxy.target.host} ${proxy.target.port}`;
    const pool =
      this.#proxied.get(key) ??
      createPool(new http.Agent(agentOptions), () =>
        this.#dialer.connectProxy(proxy, this.#closing.signal),
      );
    this.#proxied.set(key, pool);
    return pool;
  }
}

function createPool(
  agent: http.Agent,
  dial: (options: http.ClientRequestArgs) => Promise<Duplex>,
): Pool {
  const createConnection: CreateConnection = (options, onConnected) => {
    dial(options).then(
      socket => onConnected?.(null, socket),
      // The socket is not looked at where there is an error, but the type wants one.
      error => onConnected?.(error, new Duplex()),
    );
  };
  return {
    agent: Object.assign(agent, { createConnection }),
    createConnection,
  };
}
