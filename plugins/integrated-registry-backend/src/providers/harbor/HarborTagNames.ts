import { message, worded } from 'backstage-plugin-integrated-registry-common';
import {
  CallOptions,
  imageTags,
  isRegistryError,
  OciClient,
  RegistryTagPage,
} from 'backstage-plugin-integrated-registry-node';
import { LRUCache } from 'lru-cache';
import { HarborApi, isRefusal } from './HarborApi';
import { projectPath, splitRepository } from './paths';
import { projectSchema } from './schema';

/** Marks a cursor of the registry behind the API. */
const PROXIED = 'proxied:';
/** The same, for who may not list artifacts. */
const PULLED = 'pulled:';
/** Whether a project stands before another registry is decided when it is made. */
const PROXIED_KEPT_MS = 10 * 60_000;
const MAX_PROJECTS = 1_000;

type NameOptions = CallOptions & { cursor?: string };

/** Tags by their names alone, from the registry behind Harbor's API. */
export class HarborTagNames {
  readonly #api: HarborApi;
  readonly #oci: OciClient;
  /** By project. */
  readonly #proxied = new LRUCache<string, boolean>({
    max: MAX_PROJECTS,
    ttl: PROXIED_KEPT_MS,
  });

  constructor(api: HarborApi, oci: OciClient) {
    this.#api = api;
    this.#oci = oci;
  }

  /** The page behind a cursor of this list; undefined for a cursor of another. */
  resume(
    repository: string,
    cursor: string,
    { signal }: CallOptions,
  ): Promise<RegistryTagPage> | undefined {
    if (cursor.startsWith(PROXIED)) {
      const own = cursor.slice(PROXIED.length);
      return this.#uncached(repository, { signal, cursor: own });
    }
    if (cursor.startsWith(PULLED)) {
      const own = cursor.slice(PULLED.length);
      return this.pulled(repository, { signal, cursor: own });
    }
    return undefined;
  }

  /** Where to go on behind the cached tags of a proxy cache; undefined for any other project. */
  async cursorOfUncached(
    repository: string,
    options: CallOptions,
  ): Promise<string | undefined> {
    return (await this.#isProxied(repository, options)) ? PROXIED : undefined;
  }

  /** Of a project that stands before another registry: the tags beside those that are cached. */
  async #uncached(
    repository: string,
    { signal, cursor }: CallOptions & { cursor: string },
  ): Promise<RegistryTagPage> {
    try {
      const { items, ...page } = await this.proxied(repository, {
        signal,
        ...(cursor !== '' && { cursor }),
      });
      return { ...page, items: items.map(tag => ({ ...tag, cached: false })) };
    } catch (error) {
      if (!isRegistryError(error)) {
        throw error;
      }
      return {
        items: [],
        order: 'none',
        gaps: [
          worded({
            scope: { kind: 'repository', name: repository },
            code: 'NOT_CACHED',
            message: message('HARBOR_ONLY_CACHED', { repository }),
            remedy: message('HARBOR_CHECK_ENDPOINT'),
          }),
        ],
      };
    }
  }

  /** Who may pull but not list artifacts has the names of the tags, without times and sizes. */
  async pulled(
    repository: string,
    options: CallOptions & { cursor?: string },
  ): Promise<RegistryTagPage> {
    const page = await this.#page(PULLED, repository, options);
    return {
      ...page,
      gaps: [
        ...(page.gaps ?? []),
        worded({
          scope: { kind: 'repository', name: repository },
          code: 'DETAILS',
          message: message('HARBOR_NO_DETAILS', { repository }),
          remedy: message('HARBOR_GIVE_PERMISSION', {
            permission: 'Artifact: List',
          }),
          permission: 'Artifact: List',
        }),
      ],
    };
  }

  /** As the registry behind Harbor's API lists them: in a proxy cache, those of the other registry. */
  async proxied(
    repository: string,
    options: CallOptions & { cursor?: string },
  ): Promise<RegistryTagPage> {
    return this.#page(PROXIED, repository, options);
  }

  /** Does its project stand before another registry? */
  async #isProxied(
    repository: string,
    { signal }: CallOptions,
  ): Promise<boolean> {
    const { project } = splitRepository(repository);
    const known = this.#proxied.get(project);
    if (known !== undefined) {
      return known;
    }
    let value = false;
    try {
      const { registry_id: upstream } = await this.#api.get(
        projectPath(project),
        projectSchema,
        message('PROJECT', { project }),
        { signal },
      );
      value = upstream !== undefined;
    } catch (error) {
      // Who may not read the project is not told.
      if (!isRefusal(error)) {
        throw error;
      }
    }
    this.#proxied.set(project, value);
    return value;
  }

  async #page(
    mark: string,
    repository: string,
    options: NameOptions,
  ): Promise<RegistryTagPage> {
    const page = imageTags(await this.#oci.listTags(repository, options));
    return page.cursor === undefined
      ? page
      : { ...page, cursor: `${mark}${page.cursor}` };
  }
}
