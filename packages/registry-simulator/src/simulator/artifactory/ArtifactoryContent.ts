import { ContentStore } from '../../content/ContentStore';
import { RepositoryGroups } from '../../content/RepositoryGroups';
import { ArtifactoryOptions, ArtifactoryRepository } from './options';

const CONTAINERS = ['docker', 'oci'];

/** Where items are kept, and how they are seen. */
export interface KeptItems {
  /** A key, or the name of a remote one's cache. */
  keptUnder: string;
  images: readonly string[];
  /** Its own name, and the virtual keys that show it; with the key whose readers may see it so. */
  seenIn: { key: string; readableAs: string }[];
}

interface Listed {
  revision: number;
  images: readonly string[];
}

/** What the content store holds, seen as Artifactory sees it: images in repository keys. */
export class ArtifactoryContent {
  readonly #store: ContentStore;
  readonly #groups: RepositoryGroups;
  readonly #repositories: ReadonlyMap<string, ArtifactoryRepository>;
  readonly #listsUncached: boolean;
  readonly #listed = new Map<string, Listed>();

  constructor(store: ContentStore, options: ArtifactoryOptions) {
    this.#store = store;
    this.#groups = new RepositoryGroups(store);
    this.#repositories = new Map(
      options.repositories.map(repository => [repository.key, repository]),
    );
    this.#listsUncached = options.habits?.listsUncached ?? false;
  }

  repositories(): ArtifactoryRepository[] {
    return [...this.#repositories.values()];
  }

  repository(key: string): ArtifactoryRepository | undefined {
    return this.#repositories.get(key);
  }

  /** Does the key hold images? */
  isForContainers(key: string): boolean {
    const { packageType = 'docker' } = this.repository(key) ?? {
      packageType: 'none',
    };
    return CONTAINERS.includes(packageType);
  }

  /**
   * The keys under which items are kept that are seen in this one, the first first: of a remote
   * repository its cache, of a virtual one those of its members.
   */
  keptUnder(key: string): string[] {
    return this.#resolve(key, (remote: string) => [`${remote}-cache`]);
  }

  kept(): KeptItems[] {
    const kept = new Map<string, KeptItems>();
    const groups = this.#groups.all();
    for (const { key, type } of this.#repositories.values()) {
      for (const keptUnder of this.keptUnder(key)) {
        const items = kept.get(keptUnder) ?? {
          keptUnder,
          images: groups.get(keptUnder) ?? [],
          seenIn: [],
        };
        items.seenIn.push({
          key: type === 'virtual' ? key : keptUnder,
          readableAs: key,
        });
        kept.set(keptUnder, items);
      }
    }
    return [...kept.values()];
  }

  /** The images of a key, in byte order. */
  images(key: string): readonly string[] {
    const known = this.#listed.get(key);
    if (known?.revision === this.#store.revision) {
      return known.images;
    }
    const groups = this.#groups.all();
    const lists = this.#listedUnder(key).map(name => groups.get(name) ?? []);
    const images =
      lists.length === 1 ? lists[0] : [...new Set(lists.flat())].sort();
    this.#listed.set(key, { revision: this.#store.revision, images });
    return images;
  }

  /** The tags of an image; undefined where there is no such image. */
  tags(key: string, image: string): readonly string[] | undefined {
    const lists = this.#listedUnder(key).flatMap(name => {
      const tags = this.#store.tags(`${name}/${image}`);
      return tags ? [tags] : [];
    });
    return lists.length < 2 ? lists[0] : [...new Set(lists.flat())].sort();
  }

  /**
   * Finds what an image has, and has a remote repository fetch it.
   *
   * @param reference - a tag or the digest of a manifest
   * @returns the name in the store of the repository that has it
   */
  locateManifest(
    key: string,
    image: string,
    reference: string,
  ): string | undefined {
    const kept = this.keptUnder(key)
      .map(name => `${name}/${image}`)
      .find(name => this.#store.manifest(name, reference));
    return kept ?? this.#fetch(key, image, reference);
  }

  /** The repository in the store that has a blob. */
  locateBlob(key: string, image: string, digest: string): string | undefined {
    return this.#resolve(key, remote => [`${remote}-cache`, remote])
      .map(name => `${name}/${image}`)
      .find(name => this.#store.blob(name, digest));
  }

  #fetch(key: string, image: string, reference: string): string | undefined {
    const remote = this.#resolve(key, name => [name]).find(
      name =>
        this.repository(name)?.type === 'remote' &&
        this.#store.manifest(`${name}/${image}`, reference),
    );
    const found =
      remote && this.#store.manifest(`${remote}/${image}`, reference);
    if (!found) {
      return undefined;
    }
    const cached = `${remote}-cache/${image}`;
    const tag = reference === found.digest ? undefined : reference;
    this.#store.addManifest(cached, found, tag);
    return cached;
  }

  #listedUnder(key: string): string[] {
    return this.#resolve(key, remote =>
      this.#listsUncached ? [`${remote}-cache`, remote] : [`${remote}-cache`],
    );
  }

  #resolve(
    key: string,
    ofRemote: (key: string) => string[],
    seen: ReadonlySet<string> = new Set(),
  ): string[] {
    const { type = 'local', members = [] } = this.repository(key) ?? {};
    if (type === 'remote') {
      return ofRemote(key);
    }
    return type === 'virtual'
      ? members
          .filter(member => !seen.has(member))
          .flatMap(member =>
            this.#resolve(member, ofRemote, new Set([...seen, key])),
          )
      : [key];
  }
}
