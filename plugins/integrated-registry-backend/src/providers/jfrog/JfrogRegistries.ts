import {
  CallOptions,
  HttpTransport,
  OciClient,
  RegistryCredential,
} from 'backstage-plugin-integrated-registry-node';
import { LRUCache } from 'lru-cache';
import { loginForm } from './accessToken';
import { JfrogApi } from './JfrogApi';

/** Clients that are kept, each with its tokens. */
const MAX_CLIENTS = 100;

/** Each repository key of Artifactory is a registry of its own, below Artifactory's address. */
export class JfrogRegistries {
  readonly #api: JfrogApi;
  readonly #transport: HttpTransport;
  readonly #credential: RegistryCredential | undefined;
  readonly #clients = new LRUCache<string, OciClient>({
    max: MAX_CLIENTS,
  });

  constructor(
    api: JfrogApi,
    transport: HttpTransport,
    credential: RegistryCredential | undefined,
  ) {
    this.#api = api;
    this.#transport = transport;
    this.#credential = credential;
  }

  /** @param key - one that looks like a key */
  async of(key: string, options: CallOptions): Promise<OciClient> {
    const { base } = await this.#api.find(options);
    const credential = this.#credential;
    const client =
      this.#clients.get(key) ??
      new OciClient({
        url: `${base}/api/docker/${key}`,
        transport: this.#transport,
        pagesByOffset: true,
        // Its tokens are refused in some installations that take the login by itself.
        ...(credential && { credential, loginAtOnce: loginForm(credential) }),
      });
    this.#clients.set(key, client);
    return client;
  }
}
