import {
  Diagnosis,
  Message,
  message,
  messageIn,
} from 'backstage-plugin-integrated-registry-common';
import {
  CallOptions,
  DiagnoseOptions,
  isRegistryError,
  ListRepositoriesOptions,
  ListTagsOptions,
  offeredRepositories,
  OciClient,
  OciLogin,
  OciRegistryClient,
  OciRepository,
  RegistryConnection,
  RegistryError,
  RegistryRepositoryPage,
  RegistryTagPage,
  runDiagnosis,
} from 'backstage-plugin-integrated-registry-node';
import { dockerAddressSchema } from './schema';

/** A registry that speaks the OCI distribution specification and nothing else. */
export class DockerClient extends OciRegistryClient {
  readonly #connection: RegistryConnection;
  readonly #url: string;
  readonly #dockerHub: boolean;
  readonly #oci: OciClient;

  constructor(connection: RegistryConnection) {
    super();
    const { url, dockerHub } = dockerAddressSchema.parse(connection.url);
    this.#connection = connection;
    this.#url = url;
    this.#dockerHub = dockerHub;
    this.#oci = new OciClient({
      url,
      transport: connection.transport,
      credential: connection.credential,
      // Docker Hub counts each manifest that is read against its rate limit.
      ...(dockerHub && { maxIndexChildren: 1 }),
    });
  }

  async diagnose(options: DiagnoseOptions): Promise<Diagnosis> {
    return runDiagnosis({
      ...options,
      url: this.#url,
      transport: this.#connection.transport,
      protocol: async () => {
        const { demandsLogin } = await this.#oci.ping(options);
        return demandsLogin
          ? message('REGISTRY_ANSWERS_WITH_LOGIN')
          : message('REGISTRY_ANSWERS');
      },
      login: async () =>
        this.#describeLogin(
          await this.#oci.verifyLogin({
            ...options,
            repository: this.#declared()[0],
          }),
        ),
      catalogue: () => this.#checkCatalogue(options),
    });
  }

  listRepositories(
    options: ListRepositoriesOptions,
  ): AsyncIterable<RegistryRepositoryPage> {
    const oci = this.#oci;
    return offeredRepositories(this.#connection, {
      signal: options.signal,
      declared: name => ({ name: this.#nameOf(name) }),
      async *pages() {
        for await (const page of oci.listRepositories(options)) {
          yield { ...page, items: page.items.map(name => ({ name })) };
        }
      },
    });
  }

  async listTags(
    repository: string,
    options: ListTagsOptions,
  ): Promise<RegistryTagPage> {
    return this.#oci.listImageTags(this.#nameOf(repository), options);
  }

  protected locate(repository: string): OciRepository {
    return { registry: this.#oci, name: this.#nameOf(repository) };
  }

  async #checkCatalogue(options: CallOptions): Promise<Message> {
    const [first, ...others] = this.#declared();
    if (first !== undefined) {
      await this.#oci.listTags(first, { ...options, limit: 1 });
      return message('FOUND_DECLARED_OF', {
        repositories: counted(others.length + 1),
        repository: first,
      });
    }
    try {
      for await (const page of this.#oci.listRepositories(options)) {
        const { length } = page.items;
        return page.cursor === undefined
          ? message('FOUND_REPOSITORIES', { repositories: counted(length) })
          : message('FOUND_FIRST_PAGE', { repositories: counted(length) });
      }
    } catch (error) {
      if (isRegistryError(error) && error.code === 'CATALOG_UNAVAILABLE') {
        throw this.#withoutCatalogue(error);
      }
      throw error;
    }
    return message('FOUND_NO_REPOSITORIES');
  }

  #withoutCatalogue(error: RegistryError) {
    const { upstreamStatus = 0 } = error;
    const { credential } = this.#connection;
    if (![401, 403].includes(upstreamStatus)) {
      // Another user would find none, either.
      return error;
    }
    return new RegistryError('CATALOG_UNAVAILABLE', {
      message: credential
        ? messageIn(error)
        : message('DOCKER_NO_CATALOGUE_ANONYMOUS'),
      remedy: message(
        credential
          ? 'DOCKER_NAME_OR_ENTER_ANOTHER'
          : 'DOCKER_NAME_OR_ENTER_USER',
      ),
      upstreamStatus,
    });
  }

  #describeLogin(login: OciLogin): Message {
    const username = this.#connection.credential?.username;
    switch (login) {
      case 'accepted':
        return message('LOGIN_ACCEPTED', { username: username ?? '' });
      case 'anonymous':
        return message('LOGIN_ANONYMOUS');
      default:
        return username === undefined
          ? message('LOGIN_NOT_DEMANDED')
          : message('LOGIN_NOT_CHECKED');
    }
  }

  #declared(): string[] {
    return this.#connection.repositories.map(name => this.#nameOf(name));
  }

  /** Docker Hub's official images are written without their namespace. */
  #nameOf(repository: string): string {
    return this.#dockerHub && !repository.includes('/')
      ? `library/${repository}`
      : repository;
  }
}

function counted(repositories: number): Message {
  return repositories === 1
    ? message('ONE_REPOSITORY')
    : message('REPOSITORIES', { repositories });
}
