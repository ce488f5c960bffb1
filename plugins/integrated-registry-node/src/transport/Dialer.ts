import {
  message,
  messageIn,
} from 'backstage-plugin-integrated-registry-common';
import { LookupAddress } from 'node:dns';
import http from 'node:http';
import net from 'node:net';
import tls from 'node:tls';
import { RegistryError, isRegistryError } from '../errors';
import { orAborted, withDeadline } from '../timing';
import { CheckedNames } from './CheckedNames';
import { HttpTransportOptions } from './HttpTransportOptions';
import { mapNetworkError } from './mapNetworkError';
import { Proxy, ProxyRules } from './ProxyRules';
import { describeTarget, Target } from './target';
import { TrustStore } from './TrustStore';

/** Milliseconds for a name, a connection and a handshake together. */
const connectTimeout = 10_000;
/**
 * Opens every connection of a transport, and is the one place where addresses are checked. A name
 * is resolved once, and the connection goes to the addresses that were checked, so that a name
 * which changes its address in between gains nothing.
 */
export class Dialer {
  readonly #names: CheckedNames;
  readonly #proxies: ProxyRules;
  readonly #trust: TrustStore;

  constructor(options: HttpTransportOptions) {
    this.#names = new CheckedNames(options);
    this.#proxies = new ProxyRules(options.proxy);
    this.#trust = new TrustStore(options.tls);
  }

  /** The proxy on the way to the target, if there is one. */
  proxyFor(target: Target): Proxy | undefined {
    return this.#proxies.proxyFor(target);
  }

  /**
   * For targets a proxy resolves.
   *
   * @throws RegistryError `ADDRESS_BLOCKED`
   */
  async checkName(target: Target, signal: AbortSignal): Promise<void> {
    return this.#names.check(target, signal);
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
    return this.#names.addressesOf(target, signal);
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
        message: message('PROXY_UNUSABLE', { reason: messageIn(error) }),
        remedy: message('CHECK_PROXY'),
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
          message: message('PROXY_REFUSED', {
            target: authority,
            status: String(response.statusCode),
          }),
          remedy: message('CHECK_PROXY_OR_EXCEPT'),
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
      message: message('NO_CONNECTION_IN_TIME', {
        target: describeTarget(target),
        seconds: connectTimeout / 1_000,
      }),
    });
  return withDeadline(
    { timeout: connectTimeout, onTimeout, parents: [parent] },
    task,
  );
}
