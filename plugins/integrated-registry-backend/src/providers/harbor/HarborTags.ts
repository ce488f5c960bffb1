import { message } from 'backstage-plugin-integrated-registry-common';
import {
  CallOptions,
  isAttachmentTag,
  ListTagsOptions,
  OciClient,
  RegistryError,
  RegistryTag,
  RegistryTagPage,
} from 'backstage-plugin-integrated-registry-node';
import { z } from 'zod';
import { HarborApi, isRefusal } from './HarborApi';
import {
  countForwards,
  gapOf,
  HarborPage,
  HarborPosition,
  PAGE_SIZE,
  sizeOf,
} from './HarborPages';
import { HarborTagNames } from './HarborTagNames';
import { repositoryPath, splitRepository } from './paths';
import { artifactSchema, repositorySchema } from './schema';

/** Pages of tags that are asked for at a time. */
const MAX_PAGES_AT_ONCE = 10;

/** The tags of a repository. */
export class HarborTags {
  readonly #api: HarborApi;
  readonly #names: HarborTagNames;

  constructor(api: HarborApi, oci: OciClient) {
    this.#api = api;
    this.#names = new HarborTagNames(api, oci);
  }

  /**
   * Tags with digest, size and push time. Harbor pages over artifacts, so a page may hold more tags
   * than were asked for, or fewer. They are read from the last page to the first, as repositories
   * are: what is deleted meanwhile hides nothing.
   */
  async list(
    repository: string,
    { signal, cursor, limit = PAGE_SIZE }: ListTagsOptions,
  ): Promise<RegistryTagPage> {
    const resumed =
      cursor && this.#names.resume(repository, cursor, { signal });
    if (resumed) {
      return resumed;
    }
    const page = (at: number, size: number) =>
      this.#api.page(
        `${repositoryPath(repository)}/artifacts`,
        { page: at, size },
        artifactSchema,
        message('TAGS_OF', { repository }),
        // Nothing that is not shown: labels and scan results make lists slow.
        { signal, query: { with_tag: 'true', sort: 'push_time' } },
      );
    const from = parseCursor(cursor);
    if (from) {
      return this.#listBatch(repository, page, from, { signal, limit });
    }
    let first: Awaited<ReturnType<typeof page>>;
    try {
      first = await page(1, PAGE_SIZE);
    } catch (error) {
      if (!isRefusal(error)) {
        throw error;
      }
      return this.#names.pulled(repository, { signal }).catch(async other => {
        if (!isRefusal(other)) {
          throw other;
        }
        throw await this.#whyRefused(repository, { signal }, error);
      });
    }
    const { items } = first;
    if (items.length === 0 && !(await this.#isThere(repository, signal))) {
      // Before another registry, a project of Harbor knows only what somebody has pulled before.
      return this.#names.proxied(repository, { signal });
    }
    const total = first.total ?? (await countForwards(page, first));
    const size = sizeOf(items.length, total);
    return items.length > 0 && items.length < total
      ? this.#listBatch(
          repository,
          page,
          { page: Math.ceil(total / size) + 1, size, total },
          { signal, limit },
        )
      : this.#lastPage(repository, items, { signal });
  }

  /** A robot account is refused what is not there in the same way. */
  async #whyRefused(
    repository: string,
    options: CallOptions,
    refusal: RegistryError,
  ): Promise<RegistryError> {
    const { project } = splitRepository(repository);
    return (await this.#api.isProjectGone(project, options))
      ? new RegistryError('NOT_FOUND', {
          message: message('HARBOR_NO_PROJECT', { project }),
          upstreamStatus: refusal.upstreamStatus,
        })
      : refusal;
  }

  /** Some pages at once, towards the first one. */
  async #listBatch(
    repository: string,
    page: (
      at: number,
      size: number,
    ) => Promise<HarborPage<z.output<typeof artifactSchema>>>,
    { page: before, size, total }: HarborPosition,
    { signal, limit }: { signal: AbortSignal; limit: number },
  ): Promise<RegistryTagPage> {
    const wanted = Math.min(
      Math.max(Math.ceil(limit / size), 1),
      before - 1,
      MAX_PAGES_AT_ONCE,
    );
    const pages = await Promise.all(
      Array.from({ length: wanted }, (_, at) => page(before - 1 - at, size)),
    );
    const items = pages.flatMap(found => found.items);
    const changed = pages.some(found => (found.total ?? total) < total);
    const short = pages.some(
      (found, at) => at > 0 && found.items.length < size,
    );
    const doubt = (changed && 'CHANGED') || (short && 'PAGING') || undefined;
    const gaps = doubt && [
      gapOf(
        doubt,
        { kind: 'repository', name: repository },
        message('TAGS_OF', { repository }),
      ),
    ];
    const next = before - wanted;
    if (next > 1) {
      return {
        items: items.flatMap(tagsOf),
        cursor: [next, size, total].join('-'),
        order: 'none',
        ...(gaps && { gaps }),
      };
    }
    const last = await this.#lastPage(repository, items, { signal });
    return gaps ? { ...last, gaps } : last;
  }

  /** The end of what Harbor has itself; before another registry there may be more upstream. */
  async #lastPage(
    repository: string,
    items: z.output<typeof artifactSchema>[],
    options: CallOptions,
  ): Promise<RegistryTagPage> {
    const cursor = await this.#names.cursorOfUncached(repository, options);
    return {
      items: items.flatMap(tagsOf),
      ...(cursor !== undefined && { cursor }),
      order: 'none',
    };
  }

  /** Harbor has the same empty list for an empty repository and for none. */
  async #isThere(repository: string, signal: AbortSignal): Promise<boolean> {
    try {
      await this.#api.get(
        repositoryPath(repository),
        repositorySchema,
        message('REPOSITORY', { repository }),
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

function parseCursor(cursor: string | undefined): HarborPosition | undefined {
  const [, page, size, total] =
    /^(\d{1,6})-(\d{1,3})-(\d{1,9})$/.exec(cursor ?? '') ?? [];
  return total === undefined || Number(page) < 2 || Number(size) < 1
    ? undefined
    : { page: Number(page), size: Number(size), total: Number(total) };
}
