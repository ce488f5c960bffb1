import { NetworkRule } from '../network/NetworkRule';
import { parseAddress } from '../network/addresses';
import { ProxySettings } from './HttpTransportOptions';
import { parseHttpUrl, Target, targetOf } from './target';

/** A proxy, with its credential kept apart from its address. */
export interface Proxy {
  target: Target;
  headers: Record<string, string>;
}

/** Which requests go through which proxy, as curl and most tools read the environment. */
export class ProxyRules {
  readonly #http: Proxy | undefined;
  readonly #https: Proxy | undefined;
  readonly #exceptions: string[];

  private constructor(settings: ProxySettings) {
    this.#http = parseProxy(settings.httpProxy);
    this.#https = parseProxy(settings.httpsProxy);
    this.#exceptions = (settings.noProxy ?? '')
      .split(/[\s,]+/)
      .filter(entry => entry !== '');
  }

  static create(settings: ProxySettings = fromEnvironment()): ProxyRules {
    return new ProxyRules(settings);
  }

  proxyFor(target: Target): Proxy | undefined {
    const proxy = target.secure ? this.#https : this.#http;
    return proxy && !this.#exceptions.some(entry => matches(entry, target))
      ? proxy
      : undefined;
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

function parseProxy(value: string | undefined): Proxy | undefined {
  if (!value) {
    return undefined;
  }
  const text = value.includes('://') ? value : `http://${value}`;
  const target = targetOf(parseHttpUrl(text));
  const { username, password } = new URL(text);
  const credential = Buffer.from(
    `${decodeURIComponent(username)}:${decodeURIComponent(password)}`,
  ).toString('base64');
  return {
    target,
    headers: username ? { 'proxy-authorization': `Basic ${credential}` } : {},
  };
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
