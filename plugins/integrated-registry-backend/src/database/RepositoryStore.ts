import { RegistryRepository } from 'backstage-plugin-integrated-registry-node';

/** A repository in the repository index. */
export type StoredRepository = RegistryRepository & { integrationId: string };

/** The repository index: one row a repository of an integration. */
export interface RepositoryStore {
  /** Can a repository of this name be kept? */
  holds(name: string): boolean;
  /** Writes one page of a crawl in short transactions; only rows that differ are written anew. */
  upsertPage(
    integrationId: string,
    generation: number,
    page: readonly RegistryRepository[],
  ): Promise<void>;
  /** Removes what a crawl that reached the end has not seen. Returns how many. */
  removeOlderThan(integrationId: string, generation: number): Promise<number>;
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
   * word; other words that begin with it; then the rest. Within the first two kinds by what begins
   * with the word, within the rest by integration and name.
   *
   * `totalItems` is told on the first page, where it is known without counting.
   */
  search(options: {
    integrationIds: readonly string[];
    q?: string;
    project?: string;
    /** What the workspace has used last, latest first; asked for the first page only. */
    recent?: () => Promise<readonly { integrationId: string; name: string }[]>;
    /**
     * Changes whenever the repository index of these integrations has. While it stays the same, a
     * first page may be remembered for some seconds; without it everything is read anew.
     */
    version?: string;
    cursor?: string;
    limit: number;
  }): Promise<{
    items: StoredRepository[];
    nextCursor?: string;
    totalItems?: number;
  }>;
}
