import {
  gapListOf,
  ImagePolicy,
  ListedTag,
  message,
  Tag,
  TagList,
  TagListQuery,
  worded,
} from 'backstage-plugin-integrated-registry-common';
import {
  RegistryClient,
  RegistryGap,
  unprovenGap,
} from 'backstage-plugin-integrated-registry-node';
import { AskRegistry, StoredIntegration } from '../../model';
import {
  decodeCursor,
  encodeCursor,
  Reading,
  RegistryCache,
} from '../../platform';
import { brokenTagRules, passesTagRules } from '../resolve/rules/tags';
import { orderOf, sortTags, tagsAfter } from './sortTags';
import { splitByRules, tagPolicyOf } from './splitByRules';
import { TagConventions } from './TagConventions';

export interface TagReaderOptions {
  cache: RegistryCache;
  ask: AskRegistry;
  /** A signal for one reading. */
  deadline(repository: string): AbortSignal;
}

/** Pages of a tag list are small at some registries: 20 tags. */
const MAX_PAGES = 2_000;
const MAX_TAGS = 50_000;
/** Of all their names; a list is packed and unpacked as one text. */
const MAX_CHARACTERS = 4 * 1024 * 1024;
/** Pages in a row that bring nothing new: the registry does not get on. */
const MAX_IDLE_PAGES = 10;

export interface GatheredTags {
  tags: Tag[];
  complete: boolean;
  gaps: RegistryGap[];
}

/**
 * All tags of a repository, sorted, searched, held against rules and paged here: registries can do
 * none of it.
 */
export class TagReader {
  readonly #options: TagReaderOptions;

  constructor(options: TagReaderOptions) {
    this.#options = options;
  }

  /** @throws RegistryError */
  async list(
    integration: StoredIntegration,
    query: TagListQuery,
  ): Promise<TagList> {
    return pageOf(await this.#read(integration, query.repository), query);
  }

  /**
   * All of them that are known, in no order.
   *
   * @param options - `current`: as the registry has them now
   * @throws RegistryError
   */
  async all(
    integration: StoredIntegration,
    repository: string,
    options: { current?: boolean },
  ): Promise<GatheredTags> {
    return (await this.#read(integration, repository, options)).value;
  }

  /** What was read last, where that is known; the registry may have more by now. */
  async listKnown(
    integration: StoredIntegration,
    query: TagListQuery,
  ): Promise<TagList | undefined> {
    const known = await this.#options.cache
      .of(integration)
      .known<GatheredTags>('tags', [query.repository]);
    return known && { ...(await pageOf(known, query)), complete: false };
  }

  #read(
    integration: StoredIntegration,
    repository: string,
    { current }: { current?: boolean } = {},
  ): Promise<Reading<GatheredTags>> {
    const { cache, ask, deadline } = this.#options;
    return cache
      .of(integration)
      .get(
        'tags',
        [repository],
        () =>
          ask(integration, client =>
            gatherUnchanged(client, repository, deadline(repository)),
          ),
        { current },
      );
  }
}

async function pageOf(
  { value, readAt }: Reading<GatheredTags>,
  query: TagListQuery,
): Promise<TagList> {
  const { limit } = query;
  const order = orderOf(query.sort, value.tags);
  const sorted = await sortTags(order, value.tags);
  const policy = tagPolicyOf(query);
  const conventions = await TagConventions.of(value.tags);
  // As a choice is judged: what is missing may say otherwise.
  const shown = value.complete ? conventions : TagConventions.none;
  const split = await splitByRules(sorted, policy, shown);
  const text = query.q?.toLowerCase();
  const [allowed, refused] = [split.allowed, split.refused].map(tags =>
    text ? tags.filter(({ name }) => name.toLowerCase().includes(text)) : tags,
  );
  const before = query.cursor ? readCursor(query.cursor) : undefined;
  const after = (tags: readonly Tag[]) =>
    before ? tagsAfter(order, tags, before, conventions) : tags;
  const rest =
    before && policy && !passesTagRules(before.name, policy, shown)
      ? after(refused)
      : [...after(allowed), ...refused];
  const items = rest.slice(0, limit);
  const last = items.at(-1);
  return {
    items: policy ? items.map(tag => withVerdicts(tag, policy, shown)) : items,
    totalItems: allowed.length + refused.length,
    ...(policy && { allowedItems: allowed.length }),
    ...(rest.length > items.length &&
      last && {
        nextCursor: encodeCursor([last.name, last.pushedAt ?? '']),
      }),
    complete: value.complete,
    ...gapListOf(value.gaps),
    asOf: new Date(readAt).toISOString(),
    sortedBy: order,
  };
}

function withVerdicts(
  tag: Tag,
  policy: ImagePolicy,
  conventions: TagConventions,
): ListedTag {
  const refused = brokenTagRules(tag.name, policy, conventions);
  return refused.length > 0 ? { ...tag, refused } : tag;
}

function readCursor(cursor: string): Tag {
  const [name, pushedAt] = decodeCursor(cursor, 2);
  return { name, pushedAt };
}

/** Once more, where something was deleted while the list was read. */
async function gatherUnchanged(
  client: RegistryClient,
  repository: string,
  signal: AbortSignal,
): Promise<GatheredTags> {
  const gathered = await gatherTags(client, repository, signal);
  return gathered.gaps.some(({ code }) => code === 'CHANGED')
    ? gatherTags(client, repository, signal)
    : gathered;
}

/**
 * All tags, page by page. Where there are too many, where pages bring nothing new, and where the
 * registry does not tell all, the list says that it is not complete.
 */
async function gatherTags(
  client: RegistryClient,
  repository: string,
  signal: AbortSignal,
): Promise<GatheredTags> {
  const tags = new Map<string, Tag>();
  const gaps: RegistryGap[] = [];
  let cursor: string | undefined;
  let idle = 0;
  let characters = 0;
  for (let pages = 0; ; pages++) {
    const page = await client.listTags(repository, {
      signal,
      limit: 1_000,
      ...(cursor !== undefined && { cursor }),
    });
    const known = tags.size;
    let full = false;
    for (const tag of page.items) {
      // What a proxy cache has comes before what it could fetch.
      if (tags.has(tag.name)) {
        continue;
      }
      characters += tag.name.length;
      full = tags.size >= MAX_TAGS || characters > MAX_CHARACTERS;
      if (full) {
        break;
      }
      tags.set(tag.name, tag);
    }
    gaps.push(...(page.gaps ?? []));
    cursor = page.cursor;
    idle = tags.size > known ? 0 : idle + 1;
    if (cursor === undefined && !full) {
      break;
    }
    if (full || pages + 1 >= MAX_PAGES) {
      gaps.push(limitGap(repository));
      break;
    }
    if (idle >= MAX_IDLE_PAGES) {
      const scope = { kind: 'repository', name: repository } as const;
      gaps.push(unprovenGap(scope, message('TAGS_OF', { repository })));
      break;
    }
  }
  const complete = gaps.every(({ code }) => code === 'DETAILS');
  return { tags: [...tags.values()], complete, gaps };
}

function limitGap(repository: string): RegistryGap {
  return worded({
    scope: { kind: 'repository', name: repository },
    code: 'LIMIT',
    message: message('MORE_TAGS_THAN_READ', {
      repository,
      tags: MAX_TAGS,
      pages: MAX_PAGES,
    }),
    remedy: message('TYPE_TAG_OR_DELETE_TAGS'),
  });
}
