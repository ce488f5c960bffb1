import { Diagnosis } from 'backstage-plugin-integrated-registry-common';
import {
  DiagnoseOptions,
  isAttachmentTag,
  ListRepositoriesOptions,
  ListTagsOptions,
  offeredRepositories,
  OciClient,
  OciRegistryClient,
  OciRepository,
  RegistryConnection,
  RegistryError,
  RegistryRepository,
  RegistryRepositoryPage,
  RegistryTagPage,
  runDiagnosis,
} from 'backstage-plugin-integrated-registry-node';
import { GiteaApi } from './GiteaApi';

/** Gitea: the times of tags by its own API, everything else by the registry API. */
export class GiteaClient extends OciRegistryClient {
  readonly #connection: RegistryConnection;
  readonly #api: GiteaApi;
  readonly #oci: OciClient;

  constructor(connection: RegistryConnection) {
    super();
    this.#connection = connection;
    this.#api = new GiteaApi(connection);
    this.#oci = new OciClient(connection);
  }

  async diagnose(options: DiagnoseOptions): Promise<Diagnosis> {
    return runDiagnosis({
      ...options,
      url: this.#connection.url,
      transport: this.#connection.transport,
      protocol: async () => {
        await this.#oci.ping(options);
        const version = await this.#api.version(options);
        return version === undefined
          ? 'Gitea answers.'
          : `Gitea ${version} answers.`;
      },
      // The registry API has tokens for everybody; this needs the right password.
      login: async () =>
        `Gitea accepted the login of ${await this.#api.user(options)}.`,
      catalogue: async () => {
        for await (const { items } of this.listRepositories(options)) {
          return items.length > 0
            ? `Gitea lists repositories, the first of them ${items[0].name}.`
            : 'Gitea lists no repository that passes the filter on its first page.';
        }
        return 'Gitea lists no repositories.';
      },
    });
  }

  listRepositories(
    options: ListRepositoriesOptions,
  ): AsyncIterable<RegistryRepositoryPage> {
    const oci = this.#oci;
    return offeredRepositories(this.#connection, {
      signal: options.signal,
      declared: present,
      async *pages() {
        for await (const page of oci.listRepositories(options)) {
          yield { ...page, items: page.items.map(present) };
        }
      },
    });
  }

  async listTags(
    repository: string,
    { signal, cursor }: ListTagsOptions,
  ): Promise<RegistryTagPage> {
    const page = cursor === undefined ? 1 : pageOf(cursor);
    const { items, last } = await this.#api.tags(split(repository), page, {
      signal,
    });
    if (page === 1 && last && items.length === 0) {
      // An image without tags, or no such image? The registry API tells.
      await this.#oci.listTags(repository, { signal, limit: 1 });
    }
    return {
      items: items.filter(({ name }) => !isAttachmentTag(name)),
      ...(!last && { cursor: String(page + 1) }),
      order: 'pushedAt',
    };
  }

  protected locate(repository: string): OciRepository {
    return { registry: this.#oci, name: repository };
  }
}

/** Whose packages they are is their project. */
function present(name: string): RegistryRepository {
  return { name, project: name.split('/')[0] };
}

function split(repository: string): { owner: string; name: string } {
  const [owner, ...rest] = repository.split('/');
  if (rest.length === 0) {
    throw new RegistryError('NOT_FOUND', {
      message: `“${repository}” names no image of Gitea: there is no owner before it.`,
      remedy: 'Write the name as in owner/app.',
    });
  }
  return { owner, name: rest.join('/') };
}

function pageOf(cursor: string): number {
  if (!/^[1-9]\d{0,6}$/.test(cursor)) {
    throw new RegistryError('NOT_FOUND', {
      message: 'The list has no such page.',
      remedy: 'Start the list again from its beginning.',
    });
  }
  return Number(cursor);
}
