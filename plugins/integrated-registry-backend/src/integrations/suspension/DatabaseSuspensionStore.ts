import { Knex } from 'knex';
import { Database } from '../../platform';

/** A workspace with integrations or namespaces that were made in the page. */
export interface OwningWorkspace {
  /** Entity ref. */
  workspace: string;
  /** Since when what it has is suspended; absent where nothing is. */
  suspendedSince?: Date;
}

/** How large the catalog was when it was last taken for whole. */
export interface CatalogSize {
  groups: number;
  seenAt: Date;
}

const GROUPS = 'group';

/** What a workspace owns, and loses where it has left the catalog for too long. */
const OWNED = ['integrations', 'namespace_bindings'] as const;

/** What is suspended because the catalog no longer has its workspace. */
export class DatabaseSuspensionStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async listWorkspaces(): Promise<OwningWorkspace[]> {
    const found = new Map<string, string | null>();
    for (const table of OWNED) {
      const rows: { workspace: string; since: string | null }[] =
        await this.#database.run(knex =>
          knex(table)
            .where({ managed_by: 'user' })
            .groupBy('workspace')
            .select('workspace')
            .min({ since: 'suspended_since' }),
        );
      for (const { workspace, since } of rows) {
        const before = found.get(workspace) ?? null;
        found.set(
          workspace,
          before !== null && (since === null || before < since)
            ? before
            : since,
        );
      }
    }
    return [...found]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([workspace, since]) => ({
        workspace,
        ...(since !== null && { suspendedSince: new Date(since) }),
      }));
  }

  /** @returns how much was not suspended before */
  async suspend(workspace: string, since: Date): Promise<number> {
    return this.#update(knex =>
      knex
        .where({ workspace, managed_by: 'user' })
        .whereNull('suspended_since')
        .update({ suspended_since: since.toISOString() }),
    );
  }

  /** @returns how much was suspended before */
  async resume(workspace: string): Promise<number> {
    return this.#update(knex =>
      knex
        .where({ workspace })
        .whereNotNull('suspended_since')
        .update({ suspended_since: null }),
    );
  }

  async #update(
    change: (rows: Knex.QueryBuilder) => Knex.QueryBuilder,
  ): Promise<number> {
    let changed = 0;
    for (const table of OWNED) {
      changed += await this.#database.run<number>(knex => change(knex(table)));
    }
    return changed;
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
