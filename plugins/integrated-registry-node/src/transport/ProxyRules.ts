import { message } from 'backstage-plugin-integrated-registry-common';
import { NetworkRule, parseAddress } from '../network';
import { RegistryError } from '../errors';
import { ProxySettings } from './HttpTransportOptions';
import { parseHttpUrl, Target, targetOf } from './target';

/** A proxy, with its credential kept apart from its address. */
export interface Proxy {
  target: Target;
  headers: Record<string, string>;
}

/** Which requests go through which proxy, as curl and most tools read the environment. */
export class ProxyRules {
  readonly #http: () => Proxy | undefined;
  readonly #https: () => Proxy | undefined;
  readonly #exceptions: string[];

  constructor(settings: ProxySettings = fromEnvironment()) {
    this.#http = readProxy('HTTP_PROXY', settings.httpProxy);
    this.#https = readProxy('HTTPS_PROXY', settings.httpsProxy);
    this.#exceptions = (settings.noProxy ?? '')
      .split(/[\s,]+/)
      .filter(entry => entry !== '');
  }

  /** @throws RegistryError where the target's proxy is written in a way that cannot be used */
  proxyFor(target: Target): Proxy | undefined {
    return this.#exceptions.some(entry => matches(entry, target))
      ? undefined
      : (target.secure ? this.#https : this.#http)();
  }
}

function fromEnvironment(): ProxySettings {
  const read = (name: string) =>
    process.env[name.toLowerCase()] || process.env[name] || undefined;
  return {
    httpsProxy: read('HTTPS_PROXY'),
    httpProxy: read('HTTP_PROXY'),
    noProxy: read('NO_PROXY'),
  };
}

/** A wrong proxy is told to whoever needs it, and must not keep others from their registries. */
function readProxy(
  name: string,
  value: string | undefined,
): () => Proxy | undefined {
  if (!value) {
    return () => undefined;
  }
  try {
    const proxy = parseProxy(value.trim());
    return () => proxy;
  } catch {
    return () => {
      throw new RegistryError('CONNECTION_REFUSED', {
        message: message('PROXY_ADDRESS_INVALID', { variable: name }),
        remedy: message('WRITE_PROXY_ADDRESS', { variable: name }),
      });
    };
  }
}

/** The credential is taken off first: people write passwords as they are, with `%`, `#`, `@` and `/`. */
function parseProxy(value: string): Proxy {
  const [, scheme = 'http://', rest] =
    /^([a-z][a-z0-9+.-]*:\/\/)?(.*)$/is.exec(value) ?? [];
  const at = rest.lastIndexOf('@');
  const login = at < 0 ? '' : rest.slice(0, at);
  const colon = login.includes(':') ? login.indexOf(':') : login.length;
  const username = decode(login.slice(0, colon));
  const password = decode(login.slice(colon + 1));
  const credential = Buffer.from(`${username}:${password}`).toString('base64');
  return {
    target: targetOf(parseHttpUrl(`${scheme}${rest.slice(at + 1)}`)),
    headers: username ? { 'proxy-authorization': `Basic ${credential}` } : {},
  };
}

/** What is no percent-encoding was meant as it stands. */
function decode(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, encoded => {
    try {
      return decodeURIComponent(encoded);
    } catch {
      return encoded;
    }
  });
}

function matches(entry: string, { host, port }: Target): boolean {
  if (entry === '*') {
    return true;
  }
  const address = parseAddress(host);
  if (address) {
    try {
      return NetworkRule.parse(entry).matchesAddress(address, port);
    } catch {
      return false;
    }
  }
  const [, domain, digits] =
    /^\*?\.?([^:]+)(?::(\d+))?$/.exec(entry.toLowerCase()) ?? [];
  const name = host.toLowerCase().replace(/\.+$/, '');
  return (
    domain !== undefined &&
    (digits === undefined || Number(digits) === port) &&
    (name === domain || name.endsWith(`.${domain}`))
  );
}
