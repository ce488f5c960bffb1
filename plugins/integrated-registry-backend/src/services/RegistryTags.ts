import {
  Tag,
  TagList,
  TagListQuery,
} from 'backstage-plugin-integrated-registry-common';
import { RegistryClient } from 'backstage-plugin-integrated-registry-node';
import { decodeCursor, encodeCursor } from '../database';
import { RegistryCache } from './RegistryCache';
import { orderOf, sortTags, tagsAfter } from './sortTags';
import { AskRegistry, StoredIntegration } from './types';

export interface RegistryTagsOptions {
  cache: RegistryCache;
  ask: AskRegistry;
  /** A signal for one reading. */
  deadline(repository: string): AbortSignal;
}

/** After half a minute a list is read anew, and who comes meanwhile sees how old it is. */
const FRESHNESS = { freshMs: 30_000, staleMs: 10 * 60_000 };
/** Pages of a tag list are small at some registries: 20 tags. */
const MAX_PAGES = 2_000;
const MAX_TAGS = 100_000;

interface GatheredTags {
  tags: Tag[];
  complete: boolean;
}

/** All tags of a repository, sorted, searched and paged here: registries can do none of it. */
export class RegistryTags {
  readonly #options: RegistryTagsOptions;

  static create(options: RegistryTagsOptions): RegistryTags {
    return new RegistryTags(options);
  }

  private constructor(options: RegistryTagsOptions) {
    this.#options = options;
  }

  /** @throws RegistryError */
  async list(
    integration: StoredIntegration,
    query: TagListQuery,
  ): Promise<TagList> {
    const { cache, ask, deadline } = this.#options;
    const { repository, limit } = query;
    const { value, readAt } = await cache.get(
      ['tags', integration.id, integration.version, repository],
      FRESHNESS,
      () =>
        ask(integration, client =>
          gatherTags(client, repository, deadline(repository)),
        ),
    );
    const order = orderOf(query.sort, value.tags);
    const sorted = sortTags(order, value.tags);
    const text = query.q?.toLowerCase();
    const matching = text
      ? sorted.filter(({ name }) => name.toLowerCase().includes(text))
      : sorted;
    const rest = query.cursor
      ? tagsAfter(order, matching, readCursor(query.cursor))
      : matching;
    const items = rest.slice(0, limit);
    const last = items.at(-1);
    return {
      items,
      totalItems: matching.length,
      ...(rest.length > items.length &&
        last && {
          nextCursor: encodeCursor([last.name, last.pushedAt ?? '']),
        }),
      complete: value.complete,
      asOf: new Date(readAt).toISOString(),
      sortedBy: order,
    };
  }
}

function readCursor(cursor: string): Tag {
  const [name, pushedAt] = decodeCursor(cursor, 2);
  return { name, pushedAt };
}

/** All tags, page by page. Where there are too many, the list says that it is not whole. */
async function gatherTags(
  client: RegistryClient,
  repository: string,
  signal: AbortSignal,
): Promise<GatheredTags> {
  const tags = new Map<string, Tag>();
  let cursor: string | undefined;
  for (let pages = 0; pages < MAX_PAGES && tags.size < MAX_TAGS; pages++) {
    const page = await client.listTags(repository, {
      signal,
      limit: 1_000,
      ...(cursor !== undefined && { cursor }),
    });
    if (pages === 0 && page.cursor === undefined) {
      return { tags: page.items, complete: true };
    }
    for (const tag of page.items) {
      tags.set(tag.name, tag);
    }
    cursor = page.cursor;
    if (cursor === undefined) {
      break;
    }
  }
  return { tags: [...tags.values()], complete: cursor === undefined };
}
