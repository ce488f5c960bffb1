import { RepositoryGlobs } from 'backstage-plugin-integrated-registry-common';
import ipaddr from 'ipaddr.js';
import { braceExpand } from 'minimatch';
import { Address, parseAddress } from './addresses';

/** One entry of `allow` or `deny`: a range of addresses or a pattern of names, for one port or all. */
export class NetworkRule {
  readonly #range: [Address, number] | undefined;
  readonly #names: RepositoryGlobs | undefined;
  readonly #port: number | undefined;

  private constructor(
    target: { range: [Address, number] } | { names: string },
    port: number | undefined,
  ) {
    this.#range = 'range' in target ? target.range : undefined;
    this.#names =
      'names' in target
        ? RepositoryGlobs.create(braceExpand(target.names))
        : undefined;
    this.#port = port;
  }

  /**
   * @param entry - `registry.example.com`, `*.example.com:5000`, `10.0.0.0/8`, `127.0.0.1:5000`,
   *   `fd00::/8` or `[fd00::/8]:443`
   * @throws Error where the entry is none of these
   */
  static parse(entry: string): NetworkRule {
    const text = entry.trim().toLowerCase();
    const whole = parseRange(text);
    if (whole) {
      return new NetworkRule({ range: whole }, undefined);
    }
    const [, target, digits] =
      /^(\[[^\]]+\](?:\/\d+)?|[^[\]:]+)(?::(\d+))?$/.exec(text) ?? [];
    const port = digits === undefined ? undefined : Number(digits);
    if (!target || (port !== undefined && (port < 1 || port > 65535))) {
      throw invalid(entry);
    }
    const range = parseRange(target.replace(/[[\]]/g, ''));
    if (range) {
      return new NetworkRule({ range }, port);
    }
    // What consists of digits only was meant as an address and would never match a name.
    if (!/^[a-z0-9*?._{},-]+$/.test(target) || /^[0-9.]+$/.test(target)) {
      throw invalid(entry);
    }
    return new NetworkRule({ names: target }, port);
  }

  matchesName(host: string, port: number): boolean {
    return (
      this.#names !== undefined &&
      this.#matchesPort(port) &&
      this.#names.matches(host.toLowerCase())
    );
  }

  matchesAddress(address: Address, port: number): boolean {
    if (!this.#range || !this.#matchesPort(port)) {
      return false;
    }
    const [network, bits] = this.#range;
    return network.kind() === address.kind() && address.match(network, bits);
  }

  #matchesPort(port: number): boolean {
    return this.#port === undefined || this.#port === port;
  }
}

function parseRange(text: string): [Address, number] | undefined {
  const [host, bits, ...rest] = text.split('/');
  const address = rest.length === 0 ? parseAddress(host) : undefined;
  if (!address) {
    return undefined;
  }
  const size = address instanceof ipaddr.IPv4 ? 32 : 128;
  if (bits === undefined) {
    return [address, size];
  }
  if (!/^\d{1,3}$/.test(bits) || Number(bits) > size) {
    throw invalid(text);
  }
  return [address, Number(bits)];
}

function invalid(entry: string): Error {
  return new Error(
    `“${entry}” in integratedRegistry.network is neither a host pattern nor an address range. Write registry.example.com, *.example.com:5000, 10.0.0.0/8 or [fd00::/8]:443.`,
  );
}
