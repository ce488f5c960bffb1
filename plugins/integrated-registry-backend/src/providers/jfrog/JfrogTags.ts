import { message } from 'backstage-plugin-integrated-registry-common';
import {
  CallOptions,
  imageTags,
  isRegistryError,
  ListTagsOptions,
  RegistryTagPage,
} from 'backstage-plugin-integrated-registry-node';
import {
  filesQuery,
  isTrimmed,
  manifestsQuery,
  TagFacts,
  tagFacts,
} from './aql';
import { JfrogApi } from './JfrogApi';
import { JfrogRegistries } from './JfrogRegistries';
import { AqlAnswer, aqlSchema } from './schema';

type Facts = ReadonlyMap<string, TagFacts>;

/** Artifactory itself gives up a search that waits longer for its turn. */
const SEARCH_DEADLINE_MS = 10_000;
/** For as long as it takes to read the other pages. */
const KEPT_MS = 60_000;

/** The tags of an image; with times and sizes where the user may search, without where not. */
export class JfrogTags {
  readonly #api: JfrogApi;
  readonly #registries: JfrogRegistries;
  readonly #searches: boolean;
  /** Of the list that is being read page by page. */
  #kept: { repository: string; facts: Facts; until: number } | undefined;

  constructor(options: {
    api: JfrogApi;
    registries: JfrogRegistries;
    /** Nobody may search without a login. */
    hasCredential: boolean;
  }) {
    this.#api = options.api;
    this.#registries = options.registries;
    this.#searches = options.hasCredential;
  }

  async list(
    key: string,
    image: string,
    options: ListTagsOptions,
  ): Promise<RegistryTagPage> {
    const registry = await this.#registries.of(key, options);
    const repository = `${key}/${image}`;
    const kept = options.cursor === undefined ? undefined : this.#kept;
    const known =
      kept?.repository === repository && performance.now() < kept.until
        ? kept.facts
        : undefined;
    const [page, facts] = await Promise.all([
      registry.listTags(image, options),
      known ?? this.#search(key, image, options),
    ]);
    this.#kept =
      page.cursor === undefined
        ? undefined
        : { repository, facts, until: performance.now() + KEPT_MS };
    const tags = imageTags(page);
    return {
      ...tags,
      items: tags.items.map(tag => ({ ...tag, ...facts.get(tag.name) })),
    };
  }

  async #search(
    key: string,
    image: string,
    { signal }: CallOptions,
  ): Promise<Facts> {
    if (!this.#searches) {
      return new Map();
    }
    const files = await this.#query(filesQuery(key, image), signal);
    if (files === 'refused') {
      return new Map();
    }
    if (files !== 'too large' && !isTrimmed(files)) {
      return tagFacts(image, files, { sizes: true });
    }
    const manifests = await this.#query(manifestsQuery(key, image), signal);
    return typeof manifests === 'string'
      ? new Map()
      : // Trimmed or not: the times that came are right.
        tagFacts(image, manifests, { sizes: false });
  }

  /** A search adds to a list that is complete without it, so its failure is none of the list's. */
  async #query(
    body: string,
    signal: AbortSignal,
  ): Promise<AqlAnswer | 'too large' | 'refused'> {
    try {
      return await this.#api.get(
        '/api/search/aql',
        aqlSchema,
        message('SEARCH'),
        {
          signal,
          body,
          deadlineMs: SEARCH_DEADLINE_MS,
        },
      );
    } catch (error) {
      if (!isRegistryError(error)) {
        throw error;
      }
      return error.code === 'RESPONSE_TOO_LARGE' ? 'too large' : 'refused';
    }
  }
}
