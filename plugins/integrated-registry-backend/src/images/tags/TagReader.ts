import {
  Tag,
  TagList,
  TagListQuery,
} from 'backstage-plugin-integrated-registry-common';
import { AskRegistry, StoredIntegration } from '../../model';
import { Reading, RegistryCache } from '../../platform';
import { gatherTags } from './gatherTags';
import { pageOf } from './pageOf';
import { GatheredTags, TagTable } from './TagTable';

export interface TagReaderOptions {
  cache: RegistryCache;
  ask: AskRegistry;
  /** A signal for one reading. */
  deadline(repository: string): AbortSignal;
}

/** All tags of a repository that are known. */
export interface AllTags extends Pick<GatheredTags, 'complete' | 'gaps'> {
  /** In no order. */
  tags: Tag[];
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
   * All of them that are known.
   *
   * @param options - `current`: as the registry has them now
   * @throws RegistryError
   */
  async all(
    integration: StoredIntegration,
    repository: string,
    options: { current?: boolean },
  ): Promise<AllTags> {
    const { value } = await this.#read(integration, repository, options);
    const { complete, gaps } = value;
    return { tags: new TagTable(value).tags(), complete, gaps };
  }

  /** What was read last, where that is known; the registry may have more by now. */
  async listKnown(
    integration: StoredIntegration,
    query: TagListQuery,
  ): Promise<TagList | undefined> {
    const known = await this.#options.cache
      .of(integration)
      .known<GatheredTags>('tags', keyOf(query.repository));
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
        keyOf(repository),
        () =>
          ask(integration, client =>
            gatherTags(client, repository, deadline(repository)),
          ),
        { current },
      );
  }
}

/** Older versions of the backend have cached lists of another form. */
function keyOf(repository: string): [string, string] {
  return [repository, 'names'];
}
