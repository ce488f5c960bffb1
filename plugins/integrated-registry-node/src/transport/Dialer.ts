import { LookupAddress, promises as dns } from 'node:dns';
import http from 'node:http';
import net from 'node:net';
import tls from 'node:tls';
import { NetworkPolicy } from '../network/NetworkPolicy';
import { RegistryError, isRegistryError } from '../provider/RegistryError';
import { orAborted, withDeadline } from './abort';
import { HttpTransportOptions } from './HttpTransportOptions';
import { mapNetworkError } from './mapNetworkError';
import { Proxy, ProxyRules } from './ProxyRules';
import { describeTarget, Target } from './target';
import { TrustStore } from './TrustStore';

/** Milliseconds for a name, a connection and a handshake together. */
const connectTimeout = 10_000;
/** Where a proxy resolves names, the portal's own resolver often answers late or never. */
const lookUpTimeout = 1_000;
const knownNameTtl = 60_000;
/** One registry and its redirects need a handful. */
const maxKnownNames = 100;

/**
 * Opens every connection of a transport, and is the one place where addresses are checked. A name
 * is resolved once, and the connection goes to the addresses that were checked, so that a name
 * which changes its address in between gains nothing.
 */
export class Dialer {
  readonly #policy: NetworkPolicy;
  readonly #proxies: ProxyRules;
  readonly #trust: TrustStore;
  readonly #resolve: (host: string) => Promise<readonly LookupAddress[]>;
  /** What the portal itself knows of names that a proxy resolves. */
  readonly #known = new Map<
    string,
    { addresses: readonly LookupAddress[]; until: number }
  >();

  private constructor(options: HttpTransportOptions) {
    this.#policy = options.networkPolicy;
    this.#proxies = ProxyRules.create(options.proxy);
    this.#trust = TrustStore.create(options.tls);
    this.#resolve =
      options.resolve ?? (host => dns.lookup(host, { all: true }));
  }

  static create(options: HttpTransportOptions): Dialer {
    return new Dialer(options);
  }

  /** The proxy on the way to the target, if there is one. */
  proxyFor(target: Target): Proxy | undefined {
    return this.#proxies.proxyFor(target);
  }

  /**
   * For targets a proxy resolves. What the portal's own resolver and hosts file lead to a place it must
   * not go to is no registry behind the proxy either; a name they do not know is the proxy's alone.
   *
   * @throws RegistryError `ADDRESS_BLOCKED`
   */
  async checkName(target: Target, signal: AbortSignal): Promise<void> {
    const { host, port } = target;
    const permitted = this.#policy.permits({ host, port });
    const known =
      permitted && net.isIP(host) === 0
        ? await orAborted(this.#lookUpQuickly(host), signal)
        : [];
    if (
      !permitted ||
      known.some(
        ({ address }) => !this.#policy.permits({ host, port, address }),
      )
    ) {
      throw blocked(target);
    }
  }

  async #lookUpQuickly(host: string): Promise<readonly LookupAddress[]> {
    const before = this.#known.get(host);
    if (before && before.until > Date.now()) {
      return before.addresses;
    }
    let timer: NodeJS.Timeout | undefined;
    const found = await Promise.race([
      this.#resolve(host).catch(() => []),
      new Promise<[]>(resolve => {
        timer = setTimeout(resolve, lookUpTimeout, []);
      }),
    ]);
    clearTimeout(timer);
    if (this.#known.size >= maxKnownNames) {
      this.#known.clear();
    }
    this.#known.set(host, {
      addresses: found,
      until: Date.now() + knownNameTtl,
    });
    return found;
  }

  /**
   * The addresses of the target the policy permits.
   *
   * @throws RegistryError `DNS_FAILED`, `ADDRESS_BLOCKED`
   */
  async addressesOf(
    target: Target,
    signal: AbortSignal,
  ): Promise<LookupAddress[]> {
    const { host, port } = target;
    const family = net.isIP(host);
    if (family) {
      if (!this.#policy.permits({ host, port })) {
        throw blocked(target);
      }
      return [{ address: host, family }];
    }
    const found = await orAborted(this.#resolve(host), signal).catch(error => {
      signal.throwIfAborted();
      throw mapNetworkError(error, {
        target: describeTarget(target),
        secure: target.secure,
        phase: 'connect',
      });
    });
    if (found.length === 0) {
      throw new RegistryError('DNS_FAILED', {
        message: `The name in ${describeTarget(target)} has no address.`,
      });
    }
    const permitted = found.filter(({ address }) =>
      this.#policy.permits({ host, port, address }),
    );
    if (permitted.length === 0) {
      throw blocked(target);
    }
    return permitted;
  }

  /** Opens a connection to the target without a proxy, or a tunnel where it is secure. */
  async connect(target: Target, parent: AbortSignal): Promise<net.Socket> {
    return inTime(target, parent, async signal =>
      target.secure
        ? this.#shakeHands(await this.reach(target, signal), target, signal)
        : this.#openTcp(target, signal),
    );
  }

  /** The connection below TLS and HTTP: to the target, or to or through the proxy before it. */
  async reach(target: Target, parent: AbortSignal): Promise<net.Socket> {
    return inTime(target, parent, async signal => {
      const proxy = this.proxyFor(target);
      if (!proxy) {
        return this.#openTcp(target, signal);
      }
      return target.secure
        ? this.#openTunnel(proxy, target, signal)
        : this.connectProxy(proxy, signal);
    });
  }

  /** Connects to a proxy itself. */
  async connectProxy(proxy: Proxy, parent: AbortSignal): Promise<net.Socket> {
    try {
      return await inTime(proxy.target, parent, async signal => {
        const socket = await this.#openTcp(proxy.target, signal);
        // The integration's own trust is for the registry alone.
        return proxy.target.secure
          ? this.#shakeHands(socket, proxy.target, signal, {})
          : socket;
      });
    } catch (error) {
      parent.throwIfAborted();
      if (!isRegistryError(error)) {
        throw error;
      }
      throw new RegistryError(error.code, {
        message: `The portal’s proxy cannot be used. ${error.message}`,
        remedy:
          'Ask the portal’s administrators to check the proxy in its environment, and that integratedRegistry.network.allow names it where its address is local.',
      });
    }
  }

  /** A connection without TLS, to an address that was checked. */
  async #openTcp(target: Target, signal: AbortSignal): Promise<net.Socket> {
    const addresses = await this.addressesOf(target, signal);
    const socket = net.connect({
      host: target.host,
      port: target.port,
      // Never asked for a literal address, which was checked as it stands.
      lookup: (_host, { all }, callback) =>
        all
          ? callback(null, addresses)
          : callback(null, addresses[0].address, addresses[0].family),
      autoSelectFamilyAttemptTimeout: 2_000,
      keepAlive: true,
      noDelay: true,
    });
    return this.#ready(socket, 'connect', target, signal);
  }

  /** TLS on a connection; by default with the trust of this transport. */
  async #shakeHands(
    socket: net.Socket,
    target: Target,
    signal: AbortSignal,
    trust: tls.ConnectionOptions = this.#trust.connectionOptions(target),
  ): Promise<tls.TLSSocket> {
    const name = target.host.replace(/\.+$/, '');
    const secured = tls.connect({
      ...trust,
      socket,
      host: name,
      // RFC 6066 3: no addresses.
      servername: net.isIP(name) ? '' : name,
      ALPNProtocols: ['http/1.1'],
    });
    return this.#ready(secured, 'secureConnect', target, signal);
  }

  async #openTunnel(
    proxy: Proxy,
    target: Target,
    signal: AbortSignal,
  ): Promise<net.Socket> {
    await this.checkName(target, signal);
    const connection = await this.connectProxy(proxy, signal);
    const authority = describeTarget(target);
    const request = http.request({
      method: 'CONNECT',
      path: authority,
      headers: { host: authority, ...proxy.headers },
      createConnection: () => connection,
    });
    request.once('error', () => connection.destroy());
    try {
      const response = await orAborted(
        new Promise<http.IncomingMessage>((resolve, reject) => {
          // Comes for every status; nothing may follow it before the handshake.
          request.once('connect', resolve);
          request.once('error', reject);
          request.once('close', () => reject(new Error('closed')));
          request.end();
        }),
        signal,
      );
      if (response.statusCode !== 200) {
        throw new RegistryError('UPSTREAM_ERROR', {
          message: `The portal’s proxy refused a connection to ${authority} (${response.statusCode}).`,
          remedy:
            'Ask the portal’s administrators to check the proxy, or to name the registry in NO_PROXY.',
        });
      }
      return connection;
    } catch (error) {
      connection.destroy();
      signal.throwIfAborted();
      throw mapNetworkError(error, {
        target: authority,
        secure: target.secure,
        phase: 'connect',
      });
    }
  }

  async #ready<TSocket extends net.Socket>(
    socket: TSocket,
    event: 'connect' | 'secureConnect',
    target: Target,
    signal: AbortSignal,
  ): Promise<TSocket> {
    try {
      await orAborted(
        new Promise<void>((resolve, reject) => {
          socket.once(event, resolve);
          // Stays: an error after the handover and before the next listener must not be fatal.
          socket.on('error', reject);
          socket.once('close', () =>
            reject(Object.assign(new Error('closed'), { code: 'ECONNRESET' })),
          );
        }),
        signal,
      );
      return socket;
    } catch (error) {
      socket.destroy();
      signal.throwIfAborted();
      throw mapNetworkError(error, {
        target: describeTarget(target),
        secure: target.secure,
        phase: 'connect',
      });
    }
  }
}

async function inTime<T>(
  target: Target,
  parent: AbortSignal,
  task: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const onTimeout = () =>
    new RegistryError('TIMED_OUT', {
      message: `${describeTarget(target)} did not accept a connection within ${
        connectTimeout / 1000
      } seconds.`,
    });
  return withDeadline(
    { timeout: connectTimeout, onTimeout, parents: [parent] },
    task,
  );
}

function blocked(target: Target): RegistryError {
  return new RegistryError('ADDRESS_BLOCKED', {
    message: `The portal’s network policy does not permit connections to ${describeTarget(
      target,
    )}.`,
  });
}
