import { ContentStore } from './ContentStore';

/** The repositories of a store by the first part of their names: a project, or a repository key. */
export class RepositoryGroups {
  readonly #store: ContentStore;
  readonly #isShown: (repository: string) => boolean;
  readonly #groups = new Map<string, string[]>();
  #revision = -1;

  /** @param isShown - is a repository told of? Default: all are */
  constructor(
    store: ContentStore,
    isShown: (repository: string) => boolean = () => true,
  ) {
    this.#store = store;
    this.#isShown = isShown;
  }

  /** Group to the names of its repositories, without it, in the store's order. */
  all(): ReadonlyMap<string, readonly string[]> {
    if (this.#revision !== this.#store.revision) {
      this.#groups.clear();
      for (const name of this.#store.repositories()) {
        if (!this.#isShown(name)) {
          continue;
        }
        const [group, ...rest] = name.split('/');
        const names = this.#groups.get(group) ?? [];
        names.push(rest.join('/'));
        this.#groups.set(group, names);
      }
      this.#revision = this.#store.revision;
    }
    return this.#groups;
  }
}
