import { IMAGE_HOST_PROJECT } from 'backstage-plugin-integrated-registry-common';
import {
  CallOptions,
  HttpTransport,
  isRegistryError,
  OciClient,
} from 'backstage-plugin-integrated-registry-node';
import { isIP } from 'node:net';
import { isRepositoryKey } from './address';

/** How images are pulled from a host, as far as the host shows it. */
export type PullMethod =
  /** `host/key/image` */
  | { method: 'path' }
  /** `key.host/image` */
  | { method: 'subdomain'; imageHost: string }
  /** `host:port/image`, of one repository key alone */
  | { method: 'port'; key: string }
  | { method: 'unknown' };

/**
 * Finds out how images are pulled, by asking what stands before Artifactory without a login: the
 * address for tokens that a registry names has the repository key in it where the registry is the one
 * of a key.
 *
 * Source: JFrog, "Configuring a Reverse Proxy", sections on Docker.
 *
 * @param url - of Artifactory
 * @param key - of one of its repositories, where known
 */
export async function findPullMethod(
  transport: HttpTransport,
  url: string,
  { key, ...options }: CallOptions & { key?: string },
): Promise<PullMethod> {
  const { origin, host, hostname, protocol } = new URL(url);
  const registry = await askRegistry(transport, origin, options);
  if (registry) {
    if (registry.key === undefined) {
      return { method: 'path' };
    }
    const prefix = `${registry.key.toLowerCase()}.`;
    return host.startsWith(prefix)
      ? {
          method: 'subdomain',
          imageHost: `${IMAGE_HOST_PROJECT}.${host.slice(prefix.length)}`,
        }
      : { method: 'port', key: registry.key };
  }
  const isName = isIP(hostname.replace(/^\[|\]$/g, '')) === 0;
  if (key !== undefined && isName && /^[a-z0-9-]+$/i.test(key)) {
    const own = `${protocol}//${key}.${host}`;
    if (await askRegistry(transport, own, options)) {
      return {
        method: 'subdomain',
        imageHost: `${IMAGE_HOST_PROJECT}.${host}`,
      };
    }
  }
  return { method: 'unknown' };
}

/** The registry at an origin, and the key it is the registry of; undefined where there is none. */
async function askRegistry(
  transport: HttpTransport,
  url: string,
  options: CallOptions,
): Promise<{ key?: string } | undefined> {
  try {
    const { tokenRealm } = await new OciClient({ url, transport }).ping(
      options,
    );
    const [, key] =
      /\/api\/(?:docker|oci)\/([^/]+)\/v2\/token$/.exec(
        new URL(tokenRealm ?? url).pathname,
      ) ?? [];
    // By the path method, the registry of all keys has none in its realm, or one that is no key.
    return key === undefined || key === 'null' || !isRepositoryKey(key)
      ? {}
      : { key };
  } catch (error) {
    if (!isRegistryError(error)) {
      throw error;
    }
    return undefined;
  }
}
