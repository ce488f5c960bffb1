import { RegistryRepository } from 'backstage-plugin-integrated-registry-node';

/** A repository in the repository index. */
export type StoredRepository = RegistryRepository & { integrationId: string };

/** The repository index: one row a repository of an integration. */
export interface RepositoryStore {
  /** Writes one page of a crawl in one short transaction; rows that are there are brought up to date. */
  upsertPage(
    integrationId: string,
    generation: number,
    page: readonly RegistryRepository[],
  ): Promise<void>;
  /** Removes what a crawl that reached the end has not seen. Returns how many. */
  removeOlderThan(integrationId: string, generation: number): Promise<number>;
  removeAll(integrationId: string): Promise<void>;
  count(integrationIds: readonly string[]): Promise<number>;
  get(
    integrationId: string,
    name: string,
  ): Promise<StoredRepository | undefined>;
  /**
   * Every word of `q` occurs in name, project or description. Best first: exact name, then
   * prefix of the name or of its last part, then word start, then the rest; within these by name.
   */
  search(options: {
    integrationIds: readonly string[];
    q?: string;
    project?: string;
    cursor?: string;
    limit: number;
  }): Promise<{
    items: StoredRepository[];
    nextCursor?: string;
    totalItems?: number;
  }>;
}
