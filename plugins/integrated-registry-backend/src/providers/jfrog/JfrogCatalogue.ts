import { message, worded } from 'backstage-plugin-integrated-registry-common';
import {
  CallOptions,
  isRegistryError,
  ListRepositoriesOptions,
  readJson,
  RegistryError,
  RegistryGap,
  RegistryRepositoryPage,
} from 'backstage-plugin-integrated-registry-node';
import { z } from 'zod';
import { isRepositoryKey } from './address';
import { JfrogApi } from './JfrogApi';
import { JfrogRegistries } from './JfrogRegistries';
import { repositoriesSchema } from './schema';

const KEYS = message('LIST_OF_REPOSITORY_KEYS');
/** Both hold images; `oci` is younger than most installations. */
const PACKAGE_TYPES = ['docker', 'oci'];

const cursorSchema = z.object({
  key: z.string(),
  /** Of the list of this key; absent after its end. */
  cursor: z.string().optional(),
});

type Position = z.infer<typeof cursorSchema>;

export interface JfrogCatalogueOptions {
  api: JfrogApi;
  registries: JfrogRegistries;
  /** Where the address names one; then images are named without it. */
  onlyKey: string | undefined;
  username: string | undefined;
}

/** The images of Artifactory, repository key by repository key. */
export class JfrogCatalogue {
  readonly #options: JfrogCatalogueOptions;

  constructor(options: JfrogCatalogueOptions) {
    this.#options = options;
  }

  /**
   * The keys under which there may be images, local, remote, virtual and federated, sorted.
   *
   * @throws RegistryError `CATALOG_UNAVAILABLE` where this user may not list them
   */
  async keys(options: CallOptions): Promise<string[]> {
    if (this.#options.onlyKey !== undefined) {
      return [this.#options.onlyKey];
    }
    const keys = new Set<string>();
    for (const packageType of PACKAGE_TYPES) {
      for (const key of await this.#keysOf(packageType, options)) {
        keys.add(key);
      }
    }
    return [...keys].sort();
  }

  /**
   * All images, page by page.
   *
   * @throws RegistryError `CATALOG_UNAVAILABLE` where no key opens its list
   */
  async *pages(
    options: ListRepositoriesOptions,
  ): AsyncGenerator<RegistryRepositoryPage, void, undefined> {
    const from = parseCursor(options.cursor);
    const all = await this.keys(options);
    // Behind a key that is gone meanwhile comes the next one.
    const keys = all.filter(
      key =>
        from === undefined ||
        key > from.key ||
        (key === from.key && from.cursor !== undefined),
    );
    let refusal: RegistryError | undefined;
    let opened = from !== undefined || keys.length === 0;
    for (const key of keys) {
      const resumed = key === from?.key ? from.cursor : undefined;
      try {
        for await (const page of this.#keyPages(key, resumed, options)) {
          opened = true;
          yield page;
        }
      } catch (error) {
        // Removed meanwhile, or shown to somebody who may not read what is in it.
        if (!isRefusal(error) || error.upstreamStatus === 501) {
          throw error;
        }
        refusal ??= error;
        if (keys.length > 1 && this.#isMissed(key, error, options)) {
          yield {
            items: [],
            cursor: formatCursor({ key }),
            gaps: [this.#refused(key)],
          };
        }
      }
    }
    if (!opened && refusal) {
      throw this.#options.onlyKey === undefined
        ? withoutCatalogue(refusal)
        : refusal;
    }
  }

  /** Is it a loss that a key does not open, or has it never been more than a name? */
  #isMissed(
    key: string,
    { code, upstreamStatus = 0 }: RegistryError,
    { knownProjects = [] }: ListRepositoriesOptions,
  ): boolean {
    return (
      code === 'FORBIDDEN' ||
      code === 'UNAUTHORIZED' ||
      [401, 403].includes(upstreamStatus) ||
      knownProjects.includes(key)
    );
  }

  #refused(key: string): RegistryGap {
    const who = this.#options.username ?? message('CALLERS_WITHOUT_LOGIN');
    return worded({
      scope: { kind: 'project', name: key },
      code: 'REFUSED',
      message: message('JFROG_REPOSITORY_REFUSED', { who, repository: key }),
      remedy: message('JFROG_GIVE_READ', { who, repository: key }),
      permission: 'Read',
    });
  }

  async *#keyPages(
    key: string,
    resumed: string | undefined,
    { signal }: CallOptions,
  ): AsyncGenerator<RegistryRepositoryPage, void, undefined> {
    const registry = await this.#options.registries.of(key, { signal });
    const pages = registry.listRepositories({
      signal,
      ...(resumed !== undefined && { cursor: resumed }),
    });
    for await (const { items, cursor, gaps } of pages) {
      yield {
        items: items.map(image => ({
          name: this.#options.onlyKey === undefined ? `${key}/${image}` : image,
          project: key,
        })),
        cursor: formatCursor({ key, cursor }),
        ...(gaps && {
          gaps: gaps.map(gap => ({
            ...gap,
            scope: { kind: 'project' as const, name: key },
          })),
        }),
      };
    }
  }

  async #keysOf(packageType: string, options: CallOptions): Promise<string[]> {
    const response = await this.#options.api.send(
      `/api/repositories?packageType=${packageType}`,
      { ...options, priority: 'background' },
    );
    if (packageType === 'oci' && [400, 404].includes(response.httpStatus)) {
      return [];
    }
    if (response.httpStatus !== 200) {
      const error = this.#options.api.errorOf(response, KEYS);
      throw isRefusal(error) ? withoutCatalogue(error) : error;
    }
    return readJson(response, repositoriesSchema, KEYS)
      .filter(
        repository =>
          isRepositoryKey(repository.key) &&
          (repository.packageType ?? packageType).toLowerCase() === packageType,
      )
      .map(({ key }) => key);
  }
}

/** May the caller merely not have what was asked for? */
function isRefusal(error: unknown): error is RegistryError {
  return (
    isRegistryError(error) &&
    [
      'UNAUTHORIZED',
      'FORBIDDEN',
      'NOT_FOUND',
      'CATALOG_UNAVAILABLE',
      // Of a repository that is no registry for images.
      'NOT_A_REGISTRY',
    ].includes(error.code)
  );
}

function withoutCatalogue({ upstreamStatus }: RegistryError): RegistryError {
  return new RegistryError('CATALOG_UNAVAILABLE', {
    message: message('JFROG_NO_CATALOGUE'),
    remedy: message('JFROG_ENTER_READER'),
    upstreamStatus,
  });
}

function parseCursor(cursor: string | undefined): Position | undefined {
  try {
    return cursorSchema.parse(JSON.parse(cursor ?? ''));
  } catch {
    return undefined;
  }
}

function formatCursor(position: Position): string {
  return JSON.stringify(position);
}
