import {
  Artifact,
  Diagnosis,
  Message,
  message,
} from 'backstage-plugin-integrated-registry-common';
import {
  CallOptions,
  DiagnoseOptions,
  ListRepositoriesOptions,
  ListTagsOptions,
  MintedPullCredential,
  MintPullCredentialOptions,
  offeredRepositories,
  OciRegistryClient,
  OciRepository,
  RegistryConnection,
  RegistryError,
  RegistryRepositoryPage,
  RegistryTagPage,
  runDiagnosis,
  verifiedPages,
} from 'backstage-plugin-integrated-registry-node';
import { parseJfrogAddress, splitRepository } from './address';
import { findPullMethod } from './imageHost';
import { JfrogApi } from './JfrogApi';
import { JfrogCatalogue } from './JfrogCatalogue';
import { verifyJfrogLogin } from './JfrogLogin';
import { JfrogMinting } from './JfrogMinting';
import { JfrogRegistries } from './JfrogRegistries';
import { JfrogTags } from './JfrogTags';
import { assertSupported } from './recognise';

/** Artifactory: keys and times by its REST API, images by the registry of each key. */
export class JfrogClient extends OciRegistryClient {
  readonly #connection: RegistryConnection;
  readonly #onlyKey: string | undefined;
  readonly #api: JfrogApi;
  readonly #registries: JfrogRegistries;
  readonly #catalogue: JfrogCatalogue;
  readonly #tags: JfrogTags;
  readonly #minting: JfrogMinting;

  constructor(connection: RegistryConnection) {
    super();
    const { transport, credential } = connection;
    const { bases, key } = parseJfrogAddress(connection.url);
    this.#connection = connection;
    this.#onlyKey = key;
    this.#api = new JfrogApi({ bases, transport, credential });
    this.#registries = new JfrogRegistries(this.#api, transport, credential);
    this.#catalogue = new JfrogCatalogue({
      api: this.#api,
      registries: this.#registries,
      onlyKey: key,
      username: credential?.username,
    });
    this.#tags = new JfrogTags({
      api: this.#api,
      registries: this.#registries,
      hasCredential: credential !== undefined,
    });
    this.#minting = new JfrogMinting(this.#api, credential, options =>
      this.#verify(options),
    );
  }

  async diagnose(options: DiagnoseOptions): Promise<Diagnosis> {
    const { url, transport } = this.#connection;
    return runDiagnosis({
      ...options,
      url,
      transport,
      protocol: async () => {
        const { version } = await this.#api.find(options);
        assertSupported(version);
        await this.#assertImageHost(options);
        return version === undefined
          ? message('JFROG_ANSWERS')
          : message('JFROG_VERSION_ANSWERS', { version });
      },
      login: async () => {
        const found = await this.#verify(options);
        assertSupported(await this.#api.version(options));
        return found;
      },
      catalogue: () => this.#checkCatalogue(options),
    });
  }

  async findImageHost(options: CallOptions): Promise<string | undefined> {
    if (this.#onlyKey !== undefined) {
      return undefined;
    }
    const { url, transport } = this.#connection;
    await this.#api.find(options);
    const [key] = await this.#catalogue.keys(options);
    const found = await findPullMethod(transport, url, { ...options, key });
    return found.method === 'subdomain' ? found.imageHost : undefined;
  }

  async mintPullCredential(
    options: MintPullCredentialOptions,
  ): Promise<MintedPullCredential> {
    return this.#minting.mint(options);
  }

  async revokePullCredential(
    name: string,
    options: CallOptions,
  ): Promise<void> {
    return this.#minting.revoke(name, options);
  }

  projectOf(repository: string): string {
    return this.#split(repository).key;
  }

  listRepositories(
    options: ListRepositoriesOptions,
  ): AsyncIterable<RegistryRepositoryPage> {
    return offeredRepositories(this.#connection, {
      signal: options.signal,
      declared: name => ({ name, project: this.projectOf(name) }),
      pages: () =>
        verifiedPages(
          () => this.#catalogue.pages(options),
          () => this.#verify(options),
        ),
    });
  }

  async listTags(
    repository: string,
    options: ListTagsOptions,
  ): Promise<RegistryTagPage> {
    const { key, image } = this.#split(repository);
    return this.#tags.list(key, image, options);
  }

  async getArtifact(
    repository: string,
    reference: string,
    options: CallOptions,
  ): Promise<Artifact> {
    const artifact = await super.getArtifact(repository, reference, options);
    // The registry behind a key knows the image without it.
    return { ...artifact, repository };
  }

  protected async locate(
    repository: string,
    options: CallOptions,
  ): Promise<OciRepository> {
    const { key, image } = this.#split(repository);
    return { registry: await this.#registries.of(key, options), name: image };
  }

  #split(repository: string): { key: string; image: string } {
    return this.#onlyKey === undefined
      ? splitRepository(repository)
      : { key: this.#onlyKey, image: repository };
  }

  #verify({ signal }: CallOptions): Promise<Message> {
    const [declared] = this.#connection.repositories;
    const key =
      declared === undefined ? this.#onlyKey : this.#split(declared).key;
    return verifyJfrogLogin(this.#api, this.#connection.credential, {
      signal,
      ...(key !== undefined && { key }),
    });
  }

  /**
   * A host that gives out the images of one key must not stand before those of all, for nobody could
   * pull them from there.
   */
  async #assertImageHost(options: CallOptions): Promise<void> {
    const { url, imageHost, transport } = this.#connection;
    const { host, origin } = new URL(url);
    if (this.#onlyKey !== undefined || imageHost !== host) {
      return;
    }
    const found = await findPullMethod(transport, url, options);
    if (found.method === 'port') {
      const { base } = await this.#api.find(options);
      throw new RegistryError('NOT_A_REGISTRY', {
        message: message('JFROG_HOST_OF_ONE', { host, repository: found.key }),
        remedy: message('JFROG_WRITE_ADDRESS_OF_ONE', {
          address: `${base}/api/docker/${found.key}`,
        }),
      });
    }
    if (found.method === 'subdomain') {
      throw new RegistryError('NOT_A_REGISTRY', {
        message: message('JFROG_HOST_OF_EACH', { host }),
        remedy: message('JFROG_ENTER_IMAGE_HOST', {
          imageHost: found.imageHost,
          address: origin,
        }),
      });
    }
  }

  async #checkCatalogue(options: CallOptions): Promise<Message> {
    const [declared] = this.#connection.repositories;
    if (declared !== undefined) {
      const { registry, name } = await this.locate(declared, options);
      await registry.listTags(name, { ...options, limit: 1 });
      return message('FOUND_DECLARED', { repository: declared });
    }
    const keys = await this.#catalogue.keys(options);
    if (keys.length === 0) {
      return message('JFROG_SHOWS_NOTHING');
    }
    for await (const { items } of this.#catalogue.pages(options)) {
      if (items.length > 0) {
        return keys.length === 1
          ? message('JFROG_SHOWS_ONE', { repository: keys[0] })
          : message('JFROG_SHOWS', { repositories: keys.length });
      }
    }
    return keys.length === 1
      ? message('JFROG_SHOWS_ONE_EMPTY', { repository: keys[0] })
      : message('JFROG_SHOWS_EMPTY', { repositories: keys.length });
  }
}
