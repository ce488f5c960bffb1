import { RegistryRepository } from 'backstage-plugin-integrated-registry-node';

/** A repository in the repository index. */
export type StoredRepository = RegistryRepository & {
  integrationId: string;
  /** ISO 8601; since when the registry no longer shows it. */
  keptSince?: string;
};

/** As much of a repository as decides whether it stays. */
export interface IndexedRepository {
  id: number;
  name: string;
  project?: string;
  keptSince?: string;
}

/** The repository index: one row a repository of an integration. */
export interface RepositoryStore {
  /** Can a repository of this name be kept? */
  holds(name: string): boolean;
  /**
   * Writes one page of a crawl in short transactions; only rows that differ are written.
   *
   * @returns the ids of all of them
   */
  upsertPage(
    integrationId: string,
    generation: number,
    page: readonly RegistryRepository[],
  ): Promise<number[]>;
  /** One repository in the index, as `remove` takes it. */
  find(
    integrationId: string,
    name: string,
  ): Promise<IndexedRepository | undefined>;
  /** Everything in the index of an integration, in windows, in the order of names. */
  windows(integrationId: string): AsyncIterable<IndexedRepository[]>;
  /**
   * The projects of what is in the index of an integration.
   *
   * @param options - `listed`: without those of which everything is only kept
   */
  projects(
    integrationId: string,
    options?: { listed?: boolean },
  ): Promise<string[]>;
  /** Marks what stays although the registry does not show it; what is marked already stays as it is. */
  keep(
    integrationId: string,
    rows: readonly IndexedRepository[],
    since: Date,
  ): Promise<void>;
  /** Removes what a crawl found to be gone, unless another crawl has begun. */
  remove(
    integrationId: string,
    generation: number,
    rows: readonly IndexedRepository[],
  ): Promise<void>;
  /** Removes what is marked as kept. */
  removeKept(integrationId: string): Promise<void>;
  countKept(integrationId: string): Promise<number>;
  /** Removes everything of an integration, in short transactions, until `signal` says stop. */
  removeAll(integrationId: string, signal: AbortSignal): Promise<void>;
  /** Integrations that are gone and have left something here. */
  listOrphans(): Promise<string[]>;
  count(integrationIds: readonly string[]): Promise<number>;
  get(
    integrationId: string,
    name: string,
  ): Promise<StoredRepository | undefined>;
  /**
   * Every word of `q` occurs in name, project or description. Best first: repositories that are
   * named as recently used; exact names and names, or their last parts, that begin with the first
   * word; other words that begin with it; then the rest. Within the first kind by what begins with
   * the word, within the others by name and integration.
   *
   * `totalItems` is told on the first page, where that is all. `whole` is false while names are still
   * being read, after a start. `close` has repositories with a word that is one letter from what was
   * searched for, where little matches.
   */
  search(options: {
    integrationIds: readonly string[];
    q?: string | undefined;
    project?: string | undefined;
    /** Names that begin with none of these may be left out. */
    prefixes?: readonly string[] | undefined;
    /** What the workspace has used last, latest first; asked for the first page only. */
    recent?: () => Promise<readonly { integrationId: string; name: string }[]>;
    /** Ms since 1970; what other processes have written up to then is found. */
    changedAt?: number | undefined;
    cursor?: string | undefined;
    limit: number;
    /** Of all that is found, in an answer; a page has fewer repositories where they are large. */
    maxBytes: number;
  }): Promise<{
    items: StoredRepository[];
    close?: StoredRepository[];
    nextCursor?: string;
    totalItems?: number;
    whole: boolean;
  }>;
  /** Reads what other processes have changed, so that nobody who searches waits for it. */
  refreshSearch(): Promise<void>;
}
