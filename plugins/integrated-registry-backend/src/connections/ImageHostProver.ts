import { imageNameOf } from 'backstage-plugin-integrated-registry-common';
import {
  CallOptions,
  isRegistryError,
  OciClient,
  RegistryCredential,
  RegistryError,
} from 'backstage-plugin-integrated-registry-node';
import { IntegrationSettings } from '../model';
import { domainOf, isOfAddress } from './imageHostState';
import { TriedImage } from './ImageTrial';
import { IntegrationConnector } from './IntegrationConnector';

export interface ImageHostProverOptions extends CallOptions {
  connector: IntegrationConnector;
  settings: IntegrationSettings;
  credential: RegistryCredential | undefined;
  /** Has the person who tests entered the password just now, beside this image host? */
  passwordEntered: boolean;
}

/** Pulls an image as container tools do: from `https://HOST/v2/`, by the name that is handed out. */
export class ImageHostProver {
  readonly #options: ImageHostProverOptions;

  constructor(options: ImageHostProverOptions) {
    this.#options = options;
  }

  /** Is what the registry itself was asked already what a container tool asks? */
  isTrivial(imageHost: string): boolean {
    const { url } = this.#options.settings;
    return (
      isOfAddress(url, imageHost) &&
      !imageHost.includes('/') &&
      ['', '/'].includes(new URL(url).pathname)
    );
  }

  /** @returns why it cannot be pulled there; undefined where it can */
  async failureAt(
    imageHost: string,
    { repository, digest }: TriedImage,
  ): Promise<RegistryError | undefined> {
    const { settings, credential, signal } = this.#options;
    const name = imageNameOf(imageHost, repository);
    const [host, ...parents] = name.imageHost.split('/');
    const url = this.#registryAt(host);
    // A stored password goes to nobody but the registry it was entered for.
    const mayLogIn =
      this.#options.passwordEntered ||
      new URL(url).origin === new URL(settings.url).origin;
    const { transport, close } = this.#options.connector.openTransport({
      url,
      tls: settings.tls,
    });
    try {
      const registry = new OciClient({
        url,
        transport,
        ...(mayLogIn && credential && { credential }),
      });
      await registry.getManifest([...parents, name.path].join('/'), digest, {
        signal,
      });
      return undefined;
    } catch (error) {
      if (!isRegistryError(error)) {
        throw error;
      }
      return error;
    } finally {
      close();
    }
  }

  #registryAt(host: string): string {
    const { protocol, hostname } = new URL(this.#options.settings.url);
    const domain = domainOf(host);
    if (domain === 'docker.io') {
      return 'https://registry-1.docker.io';
    }
    // Container tools speak plain http where they are told to, as for the address itself.
    const isSameMachine = new URL(`https://${domain}`).hostname === hostname;
    return `${isSameMachine ? protocol : 'https:'}//${domain}`;
  }
}
