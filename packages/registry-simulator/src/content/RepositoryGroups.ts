import { ContentStore } from './ContentStore';

/** The repositories of a store by the first part of their names: a project, or a repository key. */
export class RepositoryGroups {
  readonly #store: ContentStore;
  readonly #without: ReadonlySet<string>;
  readonly #groups = new Map<string, string[]>();
  #revision = -1;

  /** @param without - groups that are not told of */
  static create(
    store: ContentStore,
    without: ReadonlySet<string> = new Set(),
  ): RepositoryGroups {
    return new RepositoryGroups(store, without);
  }

  private constructor(store: ContentStore, without: ReadonlySet<string>) {
    this.#store = store;
    this.#without = without;
  }

  /** Group to the names of its repositories, without it, in the store's order. */
  all(): ReadonlyMap<string, readonly string[]> {
    if (this.#revision !== this.#store.revision) {
      this.#groups.clear();
      for (const name of this.#store.repositories()) {
        const [group, ...rest] = name.split('/');
        if (this.#without.has(group)) {
          continue;
        }
        const names = this.#groups.get(group) ?? [];
        names.push(rest.join('/'));
        this.#groups.set(group, names);
      }
      this.#revision = this.#store.revision;
    }
    return this.#groups;
  }
}
