import { message } from 'backstage-plugin-integrated-registry-common';
import { conflictError, notFoundError } from '../../model';
import { Database, DatabaseFailure } from '../../platform';
import {
  BindingRow,
  toBinding,
  toBoundColumns,
  toStandingColumns,
} from './bindingRows';
import {
  BoundNamespace,
  PullSecretStanding,
  StoredBinding,
} from './StoredBinding';

type ConfiguredBinding = Pick<BoundNamespace, 'workspace' | 'serviceAccounts'>;

export interface BindingListOptions {
  /** Entity refs; all where it is left out. */
  workspaces?: readonly string[];
  /** Behind this one, in the order of the list. */
  after?: Pick<BoundNamespace, 'workspace' | 'cluster' | 'namespace'>;
  limit?: number;
}

/** Which namespaces belong to which workspace, and how their pull secrets stand. */
export class DatabaseBindingStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async get(id: string): Promise<StoredBinding | undefined> {
    const row: BindingRow | undefined = await this.#database.run(knex =>
      knex('namespace_bindings').where({ id }).first(),
    );
    return row && toBinding(row);
  }

  async find(
    cluster: string,
    namespace: string,
  ): Promise<StoredBinding | undefined> {
    const row: BindingRow | undefined = await this.#database.run(knex =>
      knex('namespace_bindings').where({ cluster, namespace }).first(),
    );
    return row && toBinding(row);
  }

  /** By workspace, cluster and namespace. */
  async list({ workspaces, after, limit }: BindingListOptions = {}): Promise<
    StoredBinding[]
  > {
    const select = this.#database
      .knex('namespace_bindings')
      .orderBy(['workspace', 'cluster', 'namespace']);
    if (workspaces) {
      select.whereIn('workspace', [...workspaces]);
    }
    if (after) {
      select.whereRaw('(workspace, cluster, namespace) > (?, ?, ?)', [
        after.workspace,
        after.cluster,
        after.namespace,
      ]);
    }
    if (limit !== undefined) {
      select.limit(limit);
    }
    const rows: BindingRow[] = await this.#database.run(() => select.clone());
    return rows.map(toBinding);
  }

  /** @throws ConflictError where the namespace belongs to a workspace already */
  async create(bound: BoundNamespace): Promise<StoredBinding> {
    const now = new Date().toISOString();
    try {
      await this.#database.run(knex =>
        knex('namespace_bindings').insert({
          ...toBoundColumns(bound),
          ...toStandingColumns({
            state: 'writing',
            since: now,
            integrations: [],
            linked: [],
          }),
          due_at: now,
          attempts: 0,
        }),
      );
    } catch (error) {
      if (error instanceof DatabaseFailure && error.kind === 'duplicate') {
        throw conflictError(await this.#taken(bound));
      }
      throw error;
    }
    return this.mustGet(bound.id);
  }

  /** As the configuration has it now; one that was made in the page is the configuration's then. */
  async setConfigured(
    { id }: Pick<BoundNamespace, 'id'>,
    { workspace, serviceAccounts }: ConfiguredBinding,
  ): Promise<void> {
    await this.#update(id, {
      workspace,
      service_accounts: JSON.stringify(serviceAccounts),
      managed_by: 'config',
      suspended_since: null,
      removing_since: null,
      due_at: new Date().toISOString(),
    });
  }

  /** The row goes when the Secret is gone. */
  async markRemoving(id: string): Promise<void> {
    const now = new Date().toISOString();
    await this.#update(id, {
      removing_since: now,
      state: 'writing',
      since: now,
      problem: null,
      due_at: now,
      attempts: 0,
    });
  }

  /**
   * Removes a binding that is being removed. Nothing happens where it was bound again meanwhile.
   *
   * @param by - who holds it; left out: whoever does
   */
  async remove(id: string, by?: string): Promise<void> {
    await this.#database.run(knex =>
      knex('namespace_bindings')
        .where({ id, ...(by !== undefined && { held_by: by }) })
        .whereNotNull('removing_since')
        .delete(),
    );
  }

  /** Has somebody look at it again as soon as possible. */
  async makeDue(id: string): Promise<void> {
    await this.#update(id, { due_at: new Date().toISOString(), attempts: 0 });
  }

  /**
   * Holds a binding for who is about to look after it.
   *
   * @returns undefined where it is gone, or somebody else holds it
   */
  async hold(
    id: string,
    by: string,
    { now, until }: { now: Date; until: Date },
  ): Promise<StoredBinding | undefined> {
    const held = await this.#database.run(knex =>
      knex('namespace_bindings')
        .where({ id })
        .where(free =>
          free
            .whereNull('held_until')
            .orWhere('held_until', '<', now.toISOString()),
        )
        .update({ held_by: by, held_until: until.toISOString() }),
    );
    return held > 0 ? this.get(id) : undefined;
  }

  /**
   * Writes down how it stands, and lets it go. Nothing is written where somebody else holds it by now.
   *
   * @param dueUnless - the moment that was known when the look began: whoever asked for another look
   * meanwhile gets it
   */
  async settle(
    id: string,
    by: string,
    settled: {
      standing: PullSecretStanding;
      inputsHash: string;
      dueAt: Date;
      dueUnless: string;
      attempts: number;
    },
  ): Promise<void> {
    await this.#database.transaction(async trx => {
      const mine = () => trx('namespace_bindings').where({ id, held_by: by });
      await mine().update({
        ...toStandingColumns(settled.standing),
        inputs_hash: settled.inputsHash,
        attempts: settled.attempts,
      });
      await mine()
        .where({ due_at: settled.dueUnless })
        .update({ due_at: settled.dueAt.toISOString() });
      await mine().update({ held_by: null, held_until: null });
    });
  }

  /** Lets it go as it was found. */
  async letGo(id: string, by: string): Promise<void> {
    await this.#database.run(knex =>
      knex('namespace_bindings')
        .where({ id, held_by: by })
        .update({ held_by: null, held_until: null }),
    );
  }

  /** @throws NotFoundError */
  async mustGet(id: string): Promise<StoredBinding> {
    const found = await this.get(id);
    if (!found) {
      throw notFoundError(message('NO_SUCH_BINDING', { id }));
    }
    return found;
  }

  async #update(id: string, columns: object): Promise<void> {
    await this.#database.run(knex =>
      knex('namespace_bindings').where({ id }).update(columns),
    );
  }

  async #taken({ cluster, namespace, workspace }: BoundNamespace) {
    const found = await this.find(cluster, namespace);
    const names = { cluster, namespace, owner: found?.workspace ?? '' };
    return found?.removingSince
      ? message('NAMESPACE_STILL_BOUND', names)
      : message('NAMESPACE_BOUND', { ...names, workspace });
  }
}
