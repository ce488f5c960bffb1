import {
  CallOptions,
  isAttachmentTag,
  isRegistryError,
  OciClient,
  RegistryClient,
  RegistryError,
  RegistryTag,
  RegistryTagPage,
} from 'backstage-plugin-integrated-registry-node';
import { z } from 'zod';
import { HarborApi, HarborPage, isRefusal, PAGE_SIZE } from './HarborApi';
import { countForwards, gapOf, HarborPosition, sizeOf } from './HarborPages';
import { projectPath, repositoryPath, splitRepository } from './paths';
import { artifactSchema, projectSchema, repositorySchema } from './schema';

type TagOptions = Parameters<RegistryClient['listTags']>[1];

/** Pages of tags that are asked for at a time. */
const MAX_PAGES_AT_ONCE = 10;
/** Marks a cursor of the registry behind the API. */
const PROXIED = 'proxied:';
/** The same, for who may not list artifacts. */
const PULLED = 'pulled:';
/** Whether a project stands before another registry is decided when it is made. */
const PROXIED_KEPT_MS = 10 * 60_000;
const MAX_PROJECTS = 1_000;

/** The tags of a repository. */
export class HarborTags {
  readonly #api: HarborApi;
  readonly #oci: OciClient;
  /** By project. */
  readonly #proxied = new Map<string, { value: boolean; until: number }>();

  static create(api: HarborApi, oci: OciClient): HarborTags {
    return new HarborTags(api, oci);
  }

  private constructor(api: HarborApi, oci: OciClient) {
    this.#api = api;
    this.#oci = oci;
  }

  /**
   * Tags with digest, size and push time. Harbor pages over artifacts, so a page may hold more tags
   * than were asked for, or fewer. They are read from the last page to the first, as repositories
   * are: what is deleted meanwhile hides nothing.
   */
  async list(
    repository: string,
    { signal, cursor, limit = PAGE_SIZE }: TagOptions,
  ): Promise<RegistryTagPage> {
    if (cursor?.startsWith(PROXIED)) {
      return this.#listUncachedTags(repository, {
        signal,
        cursor: cursor.slice(PROXIED.length),
      });
    }
    if (cursor?.startsWith(PULLED)) {
      return this.#listPulledTags(repository, {
        signal,
        cursor: cursor.slice(PULLED.length),
      });
    }
    const page = (at: number, size: number) =>
      this.#api.page(
        `${repositoryPath(repository)}/artifacts`,
        { page: at, size },
        artifactSchema,
        `the tags of ${repository}`,
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
      return this.#listPulledTags(repository, { signal }).catch(async other => {
        if (!isRefusal(other)) {
          throw other;
        }
        throw await this.#whyRefused(repository, { signal }, error);
      });
    }
    const { items } = first;
    if (items.length === 0 && !(await this.#isThere(repository, signal))) {
      // Before another registry, a project of Harbor knows only what somebody has pulled before.
      return this.#listProxiedTags(repository, { signal });
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
          message: `Harbor has no project ${project}.`,
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
        `the tags of ${repository}`,
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
    const proxied = await this.#isProxied(repository, options);
    return {
      items: items.flatMap(tagsOf),
      ...(proxied && { cursor: PROXIED }),
      order: 'none',
    };
  }

  /** Does its project stand before another registry? */
  async #isProxied(
    repository: string,
    { signal }: CallOptions,
  ): Promise<boolean> {
    const { project } = splitRepository(repository);
    const known = this.#proxied.get(project);
    if (known && performance.now() < known.until) {
      return known.value;
    }
    let value = false;
    try {
      const { registry_id: upstream } = await this.#api.get(
        projectPath(project),
        projectSchema,
        `the project ${project}`,
        { signal },
      );
      value = upstream !== undefined;
    } catch (error) {
      // Who may not read the project is not told.
      if (!isRefusal(error)) {
        throw error;
      }
    }
    if (this.#proxied.size >= MAX_PROJECTS) {
      this.#proxied.clear();
    }
    this.#proxied.set(project, {
      value,
      until: performance.now() + PROXIED_KEPT_MS,
    });
    return value;
  }

  /** Of a project that stands before another registry: the tags beside those that are cached. */
  async #listUncachedTags(
    repository: string,
    { signal, cursor }: CallOptions & { cursor: string },
  ): Promise<RegistryTagPage> {
    try {
      const { items, ...page } = await this.#listProxiedTags(repository, {
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
          {
            scope: { kind: 'repository', name: repository },
            code: 'NOT_CACHED',
            message: `Only the tags of ${repository} that Harbor has cached are listed: the registry behind its proxy cache did not list the others.`,
            remedy:
              'Type the tag if you know it. Check in Harbor that the registry endpoint of the project is healthy.',
          },
        ],
      };
    }
  }

  /** Who may pull but not list artifacts has the names of the tags, without times and sizes. */
  async #listPulledTags(
    repository: string,
    options: CallOptions & { cursor?: string },
  ): Promise<RegistryTagPage> {
    const { items, cursor, gaps } = await this.#oci.listTags(
      repository,
      options,
    );
    return {
      items: items
        .filter(name => !isAttachmentTag(name))
        .map(name => ({ name })),
      ...(cursor !== undefined && { cursor: `${PULLED}${cursor}` }),
      order: 'none',
      gaps: [
        ...(gaps ?? []),
        {
          scope: { kind: 'repository', name: repository },
          code: 'DETAILS',
          message: `Times and sizes of the tags of ${repository} are not known: Harbor does not let this account list artifacts.`,
          remedy:
            'Give the account the permission “Artifact: List” in this project of Harbor.',
          permission: 'Artifact: List',
        },
      ],
    };
  }

  async #listProxiedTags(
    repository: string,
    options: CallOptions & { cursor?: string },
  ): Promise<RegistryTagPage> {
    const { items, cursor, gaps } = await this.#oci.listTags(
      repository,
      options,
    );
    return {
      items: items
        .filter(name => !isAttachmentTag(name))
        .map(name => ({ name })),
      ...(cursor !== undefined && { cursor: `${PROXIED}${cursor}` }),
      ...(gaps && { gaps }),
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

function parseCursor(cursor: string | undefined): HarborPosition | undefined {
  const [, page, size, total] =
    /^(\d{1,6})-(\d{1,3})-(\d{1,9})$/.exec(cursor ?? '') ?? [];
  return total === undefined || Number(page) < 2 || Number(size) < 1
    ? undefined
    : { page: Number(page), size: Number(size), total: Number(total) };
}
