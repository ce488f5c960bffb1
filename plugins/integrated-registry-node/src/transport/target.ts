import { message } from 'backstage-plugin-integrated-registry-common';
import { RegistryError } from '../errors';

/** The end of a connection. */
export interface Target {
  /** Without brackets. */
  host: string;
  port: number;
  secure: boolean;
}

/**
 * @throws RegistryError `BAD_RESPONSE` where it is no http or https address. The text itself is
 *   left out of the message: it may hold a credential.
 */
export function parseHttpUrl(url: string, base?: URL): URL {
  let parsed: URL | undefined;
  try {
    parsed = new URL(url, base);
  } catch {
    parsed = undefined;
  }
  if (!parsed || !/^https?:$/.test(parsed.protocol) || !parsed.hostname) {
    throw new RegistryError('BAD_RESPONSE', {
      message: base
        ? message('POINTS_ELSEWHERE', {
            target: describeTarget(targetOf(base)),
          })
        : message('NOT_AN_HTTP_ADDRESS'),
    });
  }
  // Node.js would make a Basic header of these.
  parsed.username = '';
  parsed.password = '';
  parsed.hash = '';
  return parsed;
}

export function targetOf(url: URL): Target {
  const secure = url.protocol === 'https:';
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: Number(url.port || (secure ? 443 : 80)),
    secure,
  };
}

/** `registry.example.com:443` */
export function describeTarget({ host, port }: Target): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}
