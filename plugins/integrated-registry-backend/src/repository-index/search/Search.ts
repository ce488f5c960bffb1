import { RepositoryRow } from '../store/repositoryRows';
import { Matches, matchesOf, searchable } from './found';
import { KnownMatches } from './KnownMatches';
import { BEGIN, FEW, SearchIndex, SearchScope } from './SearchIndex';
import { containsAll } from './searchText';

export interface SearchSettings {
  scope: SearchScope;
  limit: number;
  /** Of the index; absent where nothing is to be remembered. */
  version: string | undefined;
  index: SearchIndex;
  knownMatches: KnownMatches;
}

/** One search, and what has been found out for it. */
export class Search implements SearchScope {
  readonly integrationIds: readonly string[];
  readonly words: readonly string[];
  readonly project?: string;
  readonly prefixes?: readonly string[];
  readonly limit: number;
  readonly version?: string;
  readonly #index: SearchIndex;
  readonly #knownMatches: KnownMatches;
  #known?: Matches;
  #few?: Promise<Matches | undefined>;

  constructor({ scope, index, knownMatches, ...rest }: SearchSettings) {
    this.integrationIds = scope.integrationIds;
    this.words = scope.words;
    this.project = scope.project;
    this.prefixes = scope.prefixes;
    this.limit = rest.limit;
    this.version = rest.version;
    this.#index = index;
    this.#knownMatches = knownMatches;
  }

  /** All that match, where that is known already. */
  known(): Matches | undefined {
    if (!this.#known && this.version !== undefined) {
      this.#gather(this.#knownMatches.find(this, this.version));
    }
    return this.#known;
  }

  /** All that match, where these are few; looked up once. */
  async few(): Promise<Matches | undefined> {
    this.#few ??= this.#readFew();
    return this.#few;
  }

  /** Lets searches to come know all that match. */
  keep(rows: readonly RepositoryRow[]): void {
    if (this.version !== undefined) {
      this.#knownMatches.keep(this, this.version, rows);
    }
  }

  async #readFew(): Promise<Matches | undefined> {
    if (!this.known()) {
      const rows = (await this.#withPrefix()) ?? (await this.#index.few(this));
      if (rows) {
        this.keep(rows);
        this.#gather(rows);
      }
    }
    return this.#known;
  }

  /** Where few names have one of the prefixes, they are looked through. */
  async #withPrefix(): Promise<RepositoryRow[] | undefined> {
    if (!this.prefixes) {
      return undefined;
    }
    const rows = await this.#index.all(this, BEGIN, FEW + 1);
    return rows.length > FEW
      ? undefined
      : rows.filter(row => containsAll(searchable(row), this.words));
  }

  #gather(rows: readonly RepositoryRow[] | undefined): void {
    this.#known = rows && matchesOf(rows, this.words);
  }
}
