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
  entriesOf,
  gapsOf,
  HarborPosition,
  PAGE_SIZE,
  ReadHarbor,
  sizeOf,
} from './HarborPages';
import { HarborTagNames } from './HarborTagNames';
import { repositoryPath, splitRepository } from './paths';
import { readInParts } from './readInParts';
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
    const whole: ReadArtifacts = (at, size) =>
      this.#api.page(
        `${repositoryPath(repository)}/artifacts`,
        { page: at, size },
        artifactSchema,
        message('TAGS_OF', { repository }),
        // Nothing that is not shown: labels and scan results make lists slow.
        { signal, query: { with_tag: 'true', sort: 'push_time' } },
      );
    const from = parseCursor(cursor);
    // Images bring their labels along, as large as whoever pushed them likes.
    const page: ReadArtifacts = (at, size) =>
      readInParts(whole, { page: at, size, total: from?.total });
    if (from) {
      return this.#listBatch(repository, page, from, { signal, limit });
    }
    let first: Awaited<ReturnType<ReadArtifacts>>;
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
    if (entriesOf(first) === 0 && !(await this.#isThere(repository, signal))) {
      // Before another registry, a project of Harbor knows only what somebody has pulled before.
      return this.#names.proxied(repository, { signal });
    }
    const total = first.total ?? (await countForwards(page, first));
    const size = sizeOf(first, total);
    return entriesOf(first) > 0 && entriesOf(first) < total
      ? this.#listBatch(
          repository,
          page,
          { page: Math.ceil(total / size) + 1, size, total },
          { signal, limit },
        )
      : this.#lastPage(repository, first, { signal });
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
    page: ReadArtifacts,
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
    const short = pages.some((found, at) => at > 0 && entriesOf(found) < size);
    const doubt = (changed && 'CHANGED') || (short && 'PAGING') || undefined;
    const left = pages.reduce((sum, found) => sum + (found.left ?? 0), 0);
    const next = before - wanted;
    if (next > 1) {
      return {
        items: items.flatMap(tagsOf),
        cursor: [next, size, total].join('-'),
        order: 'none',
        ...lackOf(repository, { doubt, left }),
      };
    }
    return this.#lastPage(repository, { items, doubt, left }, { signal });
  }

  /** The end of what Harbor has itself; before another registry there may be more upstream. */
  async #lastPage(
    repository: string,
    { items, ...lack }: Lack & { items: HarborArtifact[] },
    options: CallOptions,
  ): Promise<RegistryTagPage> {
    const cursor = await this.#names.cursorOfUncached(repository, options);
    return {
      items: items.flatMap(tagsOf),
      ...(cursor !== undefined && { cursor }),
      order: 'none',
      ...lackOf(repository, lack),
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

type HarborArtifact = z.output<typeof artifactSchema>;
type ReadArtifacts = ReadHarbor<HarborArtifact>;
type Lack = Parameters<typeof gapsOf>[0];

/** What pages of artifacts lack is lacking among the tags. */
function lackOf(repository: string, lack: Lack): Pick<RegistryTagPage, 'gaps'> {
  const scope = { kind: 'repository', name: repository } as const;
  const gaps = gapsOf(lack, scope, message('TAGS_OF', { repository }));
  return gaps.length > 0 ? { gaps } : {};
}

function tagsOf({
  digest,
  manifest_media_type: mediaType,
  size,
  tags,
}: HarborArtifact): RegistryTag[] {
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
