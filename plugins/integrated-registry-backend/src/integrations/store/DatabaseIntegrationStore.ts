import {
  Health,
  message,
  RepositoryIndexState,
} from 'backstage-plugin-integrated-registry-common';
import { Knex } from 'knex';
import { LRUCache } from 'lru-cache';
import {
  conflictError,
  EncryptedCredential,
  IntegrationFilter,
  IntegrationSettings,
  IntegrationStore,
  notFoundError,
  StoredIntegration,
} from '../../model';
import { Database, DatabaseFailure } from '../../platform';
import { whereFilter, whereFound } from './integrationFilter';
import { writeCredential, writeExpiry, writeShares } from './integrationParts';
import {
  CredentialColumns,
  fromRow,
  IntegrationRow,
  nameKey,
  readHealth,
  toSettingsColumns,
} from './integrationRows';

type Row = IntegrationRow & CredentialColumns;
type ShareRow = { integration_id: string; workspace: string };
type CreateRequest = Parameters<IntegrationStore['create']>[0];
type Change = Parameters<IntegrationStore['update']>[2];
type ListOptions = Parameters<IntegrationStore['list']>[0];

/** How long another replica's change may go unseen where a recent list will do. */
const RECENT_MS = 1_000;

export class DatabaseIntegrationStore implements IntegrationStore {
  readonly #database: Database;
  /** By filter. */
  readonly #recent = new LRUCache<string, readonly StoredIntegration[]>({
    max: 1_000,
    ttl: RECENT_MS,
    // Who asked gets the answer, also where it is not to be kept any more.
    ignoreFetchAbort: true,
    fetchMethod: filter => this.list({ filter: JSON.parse(filter) }),
  });

  constructor(database: Database) {
    this.#database = database;
  }

  async get(id: string): Promise<StoredIntegration | undefined> {
    // Both are asked for at any rate: whoever guesses ids is not to tell by the time it takes
    // whether there is something behind one.
    const [rows, shares] = await Promise.all([
      this.#database.run(() => this.#select().where('integrations.id', id)),
      this.#shares([id]),
    ]);
    return present(rows, shares)[0];
  }

  async list(options: ListOptions): Promise<StoredIntegration[]> {
    const { filter, search, after, limit } = options;
    const query = this.#select().orderBy([
      'integrations.name_key',
      'integrations.id',
    ]);
    if (filter) {
      query.where(branch => whereFilter(branch, filter));
    }
    if (search) {
      query.where(branch => whereFound(branch, search));
    }
    if (after) {
      query.whereRaw(
        '(integrations.name_key > ? OR (integrations.name_key = ? AND integrations.id > ?))',
        [nameKey(after.name), nameKey(after.name), after.id],
      );
    }
    if (limit !== undefined) {
      query.limit(limit);
    }
    return this.#read(query);
  }

  async listRecent(
    filter: IntegrationFilter,
  ): Promise<readonly StoredIntegration[]> {
    return this.#recent.forceFetch(JSON.stringify(filter));
  }

  async count(filter?: IntegrationFilter): Promise<number> {
    const query = this.#database.knex('integrations').count({ count: '*' });
    if (filter) {
      query.where(branch => whereFilter(branch, filter));
    }
    const [{ count }] = await this.#database.run(() => query.clone());
    return Number(count);
  }

  async create(request: CreateRequest): Promise<StoredIntegration> {
    const now = new Date().toISOString();
    const health: Health = { state: 'unknown' };
    const repositoryIndex: RepositoryIndexState = {
      state: 'never',
      repositories: 0,
      complete: false,
    };
    await this.#refuseTakenName(request.settings, () =>
      this.#transaction(async trx => {
        await trx('integrations').insert({
          id: request.id,
          ...toSettingsColumns(request.settings),
          managed_by: request.managedBy,
          health: JSON.stringify(health),
          health_state: health.state,
          repository_index: JSON.stringify(repositoryIndex),
          created_at: now,
          created_by: request.createdBy,
          updated_at: now,
          updated_by: request.createdBy,
          version: 1,
        });
        await writeShares(trx, request.id, request.settings);
        if (request.credential) {
          await writeCredential(
            trx,
            request.id,
            request.credential,
            request.credentialExpiresAt,
          );
        }
      }),
    );
    return this.#mustGet(request.id);
  }

  async update(
    id: string,
    version: number,
    change: Change,
  ): Promise<StoredIntegration> {
    const { settings, credential, credentialExpiresAt, resume, updatedBy } =
      change;
    const expiresAt =
      credentialExpiresAt === 'remove' ? undefined : credentialExpiresAt;
    await this.#refuseTakenName(settings, () =>
      this.#transaction(async trx => {
        const changed = await trx('integrations')
          .where({ id, version })
          .update({
            ...toSettingsColumns(settings),
            ...(resume && { suspended_since: null }),
            updated_at: new Date().toISOString(),
            updated_by: updatedBy,
            version: version + 1,
          });
        if (changed === 0) {
          await this.#refuseStale(trx, id);
        }
        await writeShares(trx, id, settings);
        if (credential !== undefined) {
          await trx('credentials').where({ integration_id: id }).delete();
          if (credential !== 'remove') {
            await writeCredential(trx, id, credential, expiresAt);
          }
        } else if (credentialExpiresAt !== undefined) {
          await writeExpiry(trx, id, expiresAt);
        }
      }),
    );
    return this.#mustGet(id);
  }

  async remove(id: string, version: number): Promise<void> {
    await this.#transaction(async trx => {
      // The version is compared by the statement that removes: a change may come at any time before.
      const removed = await trx('integrations').where({ id, version }).delete();
      if (removed === 0) {
        await this.#refuseStale(trx, id);
      }
      // SQLite cascades only where foreign keys are switched on.
      for (const table of ['crawls', 'credentials', 'integration_shares']) {
        await trx(table).where({ integration_id: id }).delete();
      }
    });
  }

  async getCredential(id: string): Promise<EncryptedCredential | undefined> {
    const row = await this.#database.run(knex =>
      knex('credentials')
        .where({ integration_id: id })
        .first('key_id', 'ciphertext'),
    );
    return row && { keyId: row.key_id, ciphertext: row.ciphertext };
  }

  async listCredentials({
    notKeyId,
    isCurrent,
  }: Parameters<IntegrationStore['listCredentials']>[0]): Promise<string[]> {
    const rows = await this.#database.run(knex =>
      knex('credentials')
        .orderBy('integration_id')
        .select('integration_id', 'key_id', 'ciphertext'),
    );
    return rows
      .filter(
        ({ key_id: keyId, ciphertext }) =>
          keyId !== notKeyId || !isCurrent({ keyId, ciphertext }),
      )
      .map(row => row.integration_id);
  }

  async replaceCredential(
    id: string,
    from: EncryptedCredential,
    to: EncryptedCredential,
  ): Promise<boolean> {
    const changed = await this.#write(knex =>
      knex('credentials')
        .where({
          integration_id: id,
          key_id: from.keyId,
          ciphertext: from.ciphertext,
        })
        .update({ key_id: to.keyId, ciphertext: to.ciphertext }),
    );
    return changed > 0;
  }

  async setCredentialExpiry(
    id: string,
    expiresAt: Date | undefined,
  ): Promise<void> {
    await this.#write(knex => writeExpiry(knex, id, expiresAt));
  }

  async setImageHostProof(
    id: string,
    version: number,
    proof: NonNullable<StoredIntegration['imageHostProof']>,
  ): Promise<void> {
    await this.#write(knex =>
      knex('integrations')
        .where({ id, version })
        .update({ image_host_proof: proof }),
    );
  }

  async changeHealth(
    id: string,
    change: (before: Health) => Health,
    version?: number,
  ): Promise<Health | undefined> {
    return this.#transaction(async trx => {
      // Locked: a check and a registry that wants to be left alone may be noted at the same time, and
      // the settings may change.
      const row = await trx('integrations')
        .where({ id })
        .forUpdate()
        .first('health', 'version');
      if (!row || (version !== undefined && row.version !== version)) {
        return undefined;
      }
      const health = change(readHealth(row.health));
      await trx('integrations')
        .where({ id })
        .update({ health: JSON.stringify(health), health_state: health.state });
      return health;
    });
  }

  async setRepositoryIndex(
    id: string,
    state: RepositoryIndexState,
    heldBy?: string,
  ): Promise<void> {
    await this.#write(knex =>
      knex('integrations')
        .where({ id })
        .where(mayWrite =>
          heldBy === undefined
            ? mayWrite.whereNotExists(
                knex('crawls')
                  .where({ integration_id: id })
                  .whereNotNull('lease_owner'),
              )
            : mayWrite.whereExists(
                knex('crawls').where({
                  integration_id: id,
                  lease_owner: heldBy,
                }),
              ),
        )
        .update({ repository_index: JSON.stringify(state) }),
    );
  }

  #transaction<T>(write: (trx: Knex.Transaction) => Promise<T>): Promise<T> {
    return this.#change(() => this.#database.transaction(write));
  }

  #write<T>(statement: (knex: Knex) => PromiseLike<T>): Promise<T> {
    return this.#change(() => this.#database.run(statement));
  }

  /** Whoever reads afterwards sees it. */
  async #change<T>(write: () => Promise<T>): Promise<T> {
    try {
      return await write();
    } finally {
      this.#recent.clear();
    }
  }

  #select() {
    return this.#database
      .knex('integrations')
      .leftJoin('credentials', 'credentials.integration_id', 'integrations.id')
      .select('integrations.*', {
        credential_key_id: 'credentials.key_id',
        credential_ciphertext: 'credentials.ciphertext',
        credential_expires_at: 'credentials.expires_at',
      });
  }

  async #read(query: Knex.QueryBuilder): Promise<StoredIntegration[]> {
    const rows: Row[] = await this.#database.run(() => query.clone());
    const named = rows.filter(row => row.sharing === 'workspaces');
    return present(
      rows,
      named.length > 0 ? await this.#shares(named.map(row => row.id)) : [],
    );
  }

  #shares(ids: readonly string[]): Promise<ShareRow[]> {
    return this.#database.run(knex =>
      knex('integration_shares')
        .whereIn('integration_id', ids)
        .orderBy('workspace')
        .select('integration_id', 'workspace'),
    );
  }

  async #mustGet(id: string): Promise<StoredIntegration> {
    const found = await this.get(id);
    if (!found) {
      throw notFoundError(message('JUST_REMOVED'));
    }
    return found;
  }

  async #refuseStale(trx: Knex.Transaction, id: string): Promise<never> {
    if (!(await trx('integrations').where({ id }).first('id'))) {
      throw notFoundError(message('NO_SUCH_INTEGRATION', { id }));
    }
    throw conflictError(message('CHANGED_BY_SOMEBODY_ELSE'));
  }

  async #refuseTakenName(
    settings: IntegrationSettings,
    write: () => Promise<void>,
  ): Promise<void> {
    try {
      await write();
    } catch (error) {
      if (error instanceof DatabaseFailure && error.kind === 'duplicate') {
        throw conflictError(
          message('NAME_TAKEN', {
            workspace: settings.workspace,
            name: JSON.stringify(settings.name),
          }),
        );
      }
      throw error;
    }
  }
}

function present(
  rows: readonly Row[],
  shares: readonly ShareRow[],
): StoredIntegration[] {
  return rows.map(row =>
    fromRow(
      row,
      shares
        .filter(share => share.integration_id === row.id)
        .map(share => share.workspace),
    ),
  );
}
