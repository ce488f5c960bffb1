import ipaddr from 'ipaddr.js';

export type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** `undefined` for what is a name. Takes IPv6 with or without brackets and zone. */
export function parseAddress(host: string): Address | undefined {
  const bare = host.replace(/^\[(.*)\]$/, '$1').replace(/%.*$/, '');
  if (ipaddr.IPv4.isValidFourPartDecimal(bare)) {
    return ipaddr.IPv4.parse(bare);
  }
  if (!bare.includes(':') || !ipaddr.IPv6.isValid(bare)) {
    return undefined;
  }
  const address = ipaddr.IPv6.parse(bare);
  // The kernel opens an IPv4 connection for a mapped address.
  return address.isIPv4MappedAddress() ? address.toIPv4Address() : address;
}

/**
 * The IPv4 addresses a gateway or tunnel may deliver packets for this IPv6 address to.
 *
 * Sources: RFC 4291 2.5.5.1 (compatible), RFC 6052 (NAT64), RFC 8215 (local NAT64),
 * RFC 3056 (6to4), RFC 4380 (Teredo), RFC 5214 (ISATAP), RFC 2765 (translated).
 */
export function embeddedAddresses(address: Address): ipaddr.IPv4[] {
  if (!(address instanceof ipaddr.IPv6)) {
    return [];
  }
  const hex = address.parts
    .map(part => part.toString(16).padStart(4, '0'))
    .join('');
  const found: string[] = [];
  if (/^0{24}|^0{16}ffff0000|^0064ff9b|^.{16}0[02]005efe/.test(hex)) {
    found.push(hex.slice(24));
  }
  if (hex.startsWith('0064ff9b0001')) {
    // RFC 6052 2.2: the prefix may end after 48, 56 or 64 bits, and leaves out bits 64 to 71.
    found.push(
      hex.slice(12, 16) + hex.slice(18, 22),
      hex.slice(14, 16) + hex.slice(18, 24),
      hex.slice(18, 26),
    );
  }
  if (hex.startsWith('2002')) {
    found.push(hex.slice(4, 12));
  }
  if (hex.startsWith('20010000')) {
    // The server, and the client with every bit turned over.
    const client = 0xffffffff - parseInt(hex.slice(24), 16);
    found.push(hex.slice(8, 16), client.toString(16).padStart(8, '0'));
  }
  return found.map(digits => new ipaddr.IPv4([...Buffer.from(digits, 'hex')]));
}
