import { message } from 'backstage-plugin-integrated-registry-common';
import { LookupAddress, promises as dns } from 'node:dns';
import net from 'node:net';
import { RegistryError } from '../errors';
import { NetworkPolicy } from '../network';
import { orAborted } from '../timing';
import { HttpTransportOptions } from './HttpTransportOptions';
import { mapNetworkError } from './mapNetworkError';
import { describeTarget, Target } from './target';

/** Where a proxy resolves names, the portal's own resolver often answers late or never. */
const lookUpTimeout = 1_000;
const knownNameTtl = 60_000;
/** One registry and its redirects need a handful. */
const maxKnownNames = 100;

/** Resolves names, and lets pass only the addresses that the network policy permits. */
export class CheckedNames {
  readonly #policy: NetworkPolicy;
  readonly #resolve: (host: string) => Promise<readonly LookupAddress[]>;
  /** What the portal itself knows of names that a proxy resolves. */
  readonly #known = new Map<
    string,
    { addresses: readonly LookupAddress[]; until: number }
  >();

  constructor(options: HttpTransportOptions) {
    this.#policy = options.networkPolicy;
    this.#resolve =
      options.resolve ?? (host => dns.lookup(host, { all: true }));
  }

  /**
   * For targets a proxy resolves. What the portal's own resolver and hosts file lead to a place it must
   * not go to is no registry behind the proxy either; a name they do not know is the proxy's alone.
   *
   * @throws RegistryError `ADDRESS_BLOCKED`
   */
  async check(target: Target, signal: AbortSignal): Promise<void> {
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
        message: message('NO_ADDRESS', { target: describeTarget(target) }),
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
}

function blocked(target: Target): RegistryError {
  return new RegistryError('ADDRESS_BLOCKED', {
    message: message('ADDRESS_DENIED', { target: describeTarget(target) }),
  });
}
