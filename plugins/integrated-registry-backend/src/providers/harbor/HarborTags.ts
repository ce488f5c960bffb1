import {
  CallOptions,
  isAttachmentTag,
  OciClient,
  RegistryClient,
  RegistryError,
  RegistryTag,
  RegistryTagPage,
} from 'backstage-plugin-integrated-registry-node';
import { z } from 'zod';
import { HarborApi, isRefusal, PAGE_SIZE } from './HarborApi';
import { repositoryPath } from './paths';
import { artifactSchema, repositorySchema } from './schema';

type TagOptions = Parameters<RegistryClient['listTags']>[1];

/** Pages of tags that are asked for at a time. */
const MAX_PAGES_AT_ONCE = 10;
/** Marks a cursor of the registry behind the API. */
const PROXIED = 'proxied:';

/** The tags of a repository. */
export class HarborTags {
  readonly #api: HarborApi;
  readonly #oci: OciClient;

  static create(api: HarborApi, oci: OciClient): HarborTags {
    return new HarborTags(api, oci);
  }

  private constructor(api: HarborApi, oci: OciClient) {
    this.#api = api;
    this.#oci = oci;
  }

  /**
   * Tags with digest, size and push time, newest artifact first. Harbor pages over artifacts, so a
   * page may hold more tags than were asked for, or fewer.
   */
  async list(
    repository: string,
    { signal, cursor, limit = PAGE_SIZE }: TagOptions,
  ): Promise<RegistryTagPage> {
    if (cursor?.startsWith(PROXIED)) {
      return this.#listProxiedTags(repository, {
        signal,
        cursor: cursor.slice(PROXIED.length),
      });
    }
    const first = cursor === undefined ? 1 : Number(cursor) || 1;
    const page = (at: number) =>
      this.#api.page(
        `${repositoryPath(repository)}/artifacts`,
        at,
        artifactSchema,
        `the tags of ${repository}`,
        // Nothing that is not shown: labels and scan results make lists slow.
        { signal, query: { with_tag: 'true', sort: '-push_time' } },
      );
    let found: Awaited<ReturnType<typeof page>>;
    try {
      found = await page(first);
    } catch (error) {
      if (first > 1 || !isRefusal(error)) {
        throw error;
      }
      return this.#listPulledTags(repository, { signal }, error);
    }
    if (
      found.items.length === 0 &&
      first === 1 &&
      !(await this.#isThere(repository, signal))
    ) {
      // Before another registry, a project of Harbor knows only what somebody has pulled before.
      return this.#listProxiedTags(repository, { signal });
    }
    const pages = [found];
    if (!found.last && found.total !== undefined) {
      const wanted = Math.min(
        Math.ceil(limit / PAGE_SIZE),
        Math.ceil(found.total / PAGE_SIZE) - first + 1,
        MAX_PAGES_AT_ONCE,
      );
      const others = Array.from({ length: Math.max(wanted - 1, 0) }, (_, at) =>
        page(first + 1 + at),
      );
      pages.push(...(await Promise.all(others)));
    }
    const end = pages.findIndex(({ last }) => last);
    return {
      items: pages.flatMap(({ items }) => items).flatMap(tagsOf),
      ...(end < 0 && { cursor: String(first + pages.length) }),
      // Of the artifacts; a tag may have been put on an older one later.
      order: 'none',
    };
  }

  /** Who may pull but not list artifacts has the names of the tags, without times and sizes. */
  async #listPulledTags(
    repository: string,
    options: CallOptions,
    refusal: RegistryError,
  ): Promise<RegistryTagPage> {
    try {
      return await this.#listProxiedTags(repository, options);
    } catch (error) {
      throw isRefusal(error) ? refusal : error;
    }
  }

  async #listProxiedTags(
    repository: string,
    options: CallOptions & { cursor?: string },
  ): Promise<RegistryTagPage> {
    const { items, cursor } = await this.#oci.listTags(repository, options);
    return {
      items: items
        .filter(name => !isAttachmentTag(name))
        .map(name => ({ name })),
      ...(cursor !== undefined && { cursor: `${PROXIED}${cursor}` }),
      order: 'none',
    };
  }

  /** Harbor has the same empty list for an empty repository and for none. */
  async #isThere(repository: string, signal: AbortSignal): Promise<boolean> {
    try {
      await this.#api.get(
        repositoryPath(repository),
        repositorySchema,
        `the repository ${repository}`,
        { signal },
      );
      return true;
    } catch (error) {
      if (isRefusal(error)) {
        return false;
      }
      throw error;
    }
  }
}

function tagsOf({
  digest,
  manifest_media_type: mediaType,
  size,
  tags,
}: z.output<typeof artifactSchema>): RegistryTag[] {
  return tags
    .filter(({ name }) => !isAttachmentTag(name))
    .map(({ name, push_time: pushedAt }) => ({
      name,
      digest,
      ...(mediaType && { mediaType }),
      ...(pushedAt && { pushedAt }),
      ...(size && { sizeBytes: size }),
    }));
}
