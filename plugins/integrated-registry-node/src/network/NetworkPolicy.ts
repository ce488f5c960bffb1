import { Config } from '@backstage/config';
import { Address, embeddedAddresses, parseAddress } from './addresses';
import { defaultDenials, defaultDeniedNames } from './defaultDenials';
import { NetworkRule } from './NetworkRule';

/** Where a connection is about to go. @public */
export interface NetworkTarget {
  /** As in the URL: a name, or an address with or without brackets. */
  host: string;
  port: number;
  /** What the name resolved to; left out where a proxy resolves it. */
  address?: string;
}

/** Host patterns, addresses and address ranges. @public */
export interface NetworkRules {
  allow?: readonly string[];
  deny?: readonly string[];
}

interface Denials {
  addresses: readonly string[];
  names: readonly string[];
}

/**
 * Which addresses the portal connects to on behalf of its users, who type registry addresses and
 * whose registries answer with redirects.
 *
 * Read from `integratedRegistry.network`: `deny` and `allow` are lists of host patterns
 * (`*.example.com`), addresses and address ranges (`10.0.0.0/8`), each with an optional port
 * (`127.0.0.1:5000`, `[fd00::/8]:443`). The first rule of these that applies decides:
 *
 * 1. the name or the address is in `deny`: blocked;
 * 2. the name or the address is in `allow`: permitted, whatever the name resolves to;
 * 3. the address is in a range denied by default: blocked. These are loopback, link-local, the
 *    metadata services of clouds, multicast, unspecified and reserved addresses;
 * 4. everything else is permitted, private ranges included.
 *
 * An IPv6 address that stands for an IPv4 address (mapped, NAT64, 6to4, Teredo, ISATAP) is blocked
 * where that one is; a mapped address is treated as the IPv4 address throughout.
 *
 * @public
 */
export class NetworkPolicy {
  readonly #allow: readonly NetworkRule[];
  readonly #deny: readonly NetworkRule[];
  readonly #defaults: readonly NetworkRule[];
  readonly #defaultNames: readonly NetworkRule[];

  /**
   * @param denials - what is denied where no rule applies
   * @throws Error that names the first entry which is no rule
   */
  constructor(
    rules: NetworkRules = {},
    denials: Denials = {
      addresses: defaultDenials,
      names: defaultDeniedNames,
    },
  ) {
    this.#allow = (rules.allow ?? []).map(NetworkRule.parse);
    this.#deny = (rules.deny ?? []).map(NetworkRule.parse);
    this.#defaults = denials.addresses.map(NetworkRule.parse);
    this.#defaultNames = denials.names.map(NetworkRule.parse);
  }

  /**
   * @param config - the root configuration
   * @throws Error that names the first entry which is no rule
   */
  static fromConfig(config: Config | undefined): NetworkPolicy {
    const network = config?.getOptionalConfig('integratedRegistry.network');
    return new NetworkPolicy({
      allow: network?.getOptionalStringArray('allow'),
      deny: network?.getOptionalStringArray('deny'),
    });
  }

  /** Permits every address; for tests. */
  static allowAll(): NetworkPolicy {
    return new NetworkPolicy({}, { addresses: [], names: [] });
  }

  /** May the portal connect there? An address that cannot be read is never permitted. */
  permits(target: NetworkTarget): boolean {
    const { port } = target;
    const host = normaliseHost(target.host);
    const literal = parseAddress(host);
    const address =
      target.address === undefined ? literal : parseAddress(target.address);
    if (target.address !== undefined && !address) {
      return false;
    }
    if (!address) {
      return this.#permitsName(host, port);
    }
    const everyForm: Address[] = [address, ...embeddedAddresses(address)];
    const denied = (rules: readonly NetworkRule[]) =>
      everyForm.some(form =>
        rules.some(rule => rule.matchesAddress(form, port)),
      );
    if (matchesName(this.#deny, host, port) || denied(this.#deny)) {
      return false;
    }
    return (
      matchesName(this.#allow, host, port) ||
      this.#allow.some(rule => rule.matchesAddress(address, port)) ||
      !denied(this.#defaults)
    );
  }

  #permitsName(host: string, port: number): boolean {
    return (
      !matchesName(this.#deny, host, port) &&
      (matchesName(this.#allow, host, port) ||
        !matchesName(this.#defaultNames, host, port))
    );
  }
}

function matchesName(
  rules: readonly NetworkRule[],
  host: string,
  port: number,
): boolean {
  return rules.some(rule => rule.matchesName(host, port));
}

function normaliseHost(host: string): string {
  return host.toLowerCase().replace(/\.+$/, '');
}
