import { Database } from '../../platform';

/** A workspace with integrations that were made in the page. */
export interface OwningWorkspace {
  /** Entity ref. */
  workspace: string;
  /** Since when integrations of it are suspended; absent where none is. */
  suspendedSince?: Date;
}

/** How large the catalog was when it was last taken for whole. */
export interface CatalogSize {
  groups: number;
  seenAt: Date;
}

const GROUPS = 'group';

/** Which integrations are suspended because the catalog no longer has their workspace. */
export class DatabaseSuspensionStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async listWorkspaces(): Promise<OwningWorkspace[]> {
    const rows: { workspace: string; since: string | null }[] =
      await this.#database.run(knex =>
        knex('integrations')
          .where({ managed_by: 'user' })
          .groupBy('workspace')
          .orderBy('workspace')
          .select('workspace')
          .min({ since: 'suspended_since' }),
      );
    return rows.map(({ workspace, since }) => ({
      workspace,
      ...(since !== null && { suspendedSince: new Date(since) }),
    }));
  }

  /** @returns how many integrations were not suspended before */
  async suspend(workspace: string, since: Date): Promise<number> {
    return this.#database.run(knex =>
      knex('integrations')
        .where({ workspace, managed_by: 'user' })
        .whereNull('suspended_since')
        .update({ suspended_since: since.toISOString() }),
    );
  }

  /** @returns how many integrations were suspended before */
  async resume(workspace: string): Promise<number> {
    return this.#database.run(knex =>
      knex('integrations')
        .where({ workspace })
        .whereNotNull('suspended_since')
        .update({ suspended_since: null }),
    );
  }

  async getCatalogSize(): Promise<CatalogSize | undefined> {
    const row = await this.#database.run(knex =>
      knex('catalog_sizes').where({ kind: GROUPS }).first(),
    );
    return row && { groups: row.count, seenAt: new Date(row.seen_at) };
  }

  async setCatalogSize({ groups, seenAt }: CatalogSize): Promise<void> {
    await this.#database.run(knex =>
      knex('catalog_sizes')
        .insert({ kind: GROUPS, count: groups, seen_at: seenAt.toISOString() })
        .onConflict('kind')
        .merge(),
    );
  }
}
