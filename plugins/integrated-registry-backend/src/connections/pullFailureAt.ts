import { imageNameOf } from 'backstage-plugin-integrated-registry-common';
import {
  CallOptions,
  isRegistryError,
  OciClient,
  RegistryError,
} from 'backstage-plugin-integrated-registry-node';
import { ConnectionAttempt } from './ConnectionAttempt';
import { domainOf, isOfAddress } from './imageHostState';
import { TriedImage } from './ImageTrial';
import { IntegrationConnector } from './IntegrationConnector';

/**
 * Is what the registry itself was asked already what a container tool asks? Container tools pull from
 * `https://HOST/v2/`, by the name that is handed out.
 */
export function isPulledAsAsked(url: string, imageHost: string): boolean {
  return (
    isOfAddress(url, imageHost) &&
    !imageHost.includes('/') &&
    ['', '/'].includes(new URL(url).pathname)
  );
}

/**
 * Pulls an image as container tools do.
 *
 * @returns why it cannot be pulled there; undefined where it can
 */
export async function pullFailureAt(
  imageHost: string,
  { repository, digest }: TriedImage,
  {
    settings,
    credential,
    passwordEntered,
  }: Pick<ConnectionAttempt, 'credential' | 'passwordEntered'> & {
    settings: Pick<ConnectionAttempt['settings'], 'url' | 'tls'>;
  },
  { connector, signal }: CallOptions & { connector: IntegrationConnector },
): Promise<RegistryError | undefined> {
  const name = imageNameOf(imageHost, repository);
  const [host, ...parents] = name.imageHost.split('/');
  const url = registryAt(host, settings.url);
  // A stored password goes to nobody but the registry it was entered for.
  const mayLogIn =
    passwordEntered || new URL(url).origin === new URL(settings.url).origin;
  const transport = connector.openTransport({ url, tls: settings.tls });
  try {
    const registry = new OciClient({
      url,
      transport,
      ...(mayLogIn && credential && { credential }),
    });
    const path = [...parents, name.path].join('/');
    await registry.getManifest(path, digest, { signal });
    return undefined;
  } catch (error) {
    if (!isRegistryError(error)) {
      throw error;
    }
    return error;
  } finally {
    transport.close();
  }
}

function registryAt(host: string, address: string): string {
  const { protocol, hostname } = new URL(address);
  const domain = domainOf(host);
  if (domain === 'docker.io') {
    return 'https://registry-1.docker.io';
  }
  // Container tools speak plain http where they are told to, as for the address itself.
  const isSameMachine = new URL(`https://${domain}`).hostname === hostname;
  return `${isSameMachine ? protocol : 'https:'}//${domain}`;
}
