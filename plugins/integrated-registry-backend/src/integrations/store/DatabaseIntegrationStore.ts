import {
  Health,
  message,
  RepositoryIndexState,
} from 'backstage-plugin-integrated-registry-common';
import { Knex } from 'knex';
import {
  conflictError,
  EncryptedCredential,
  IntegrationSettings,
  IntegrationStore,
  notFoundError,
  StoredIntegration,
} from '../../model';
import { Database, DatabaseFailure } from '../../platform';
import { writeCredential, writeExpiry, writeShares } from './integrationParts';
import { IntegrationReader } from './IntegrationReader';
import { readHealth, toSettingsColumns } from './integrationRows';

type CreateRequest = Parameters<IntegrationStore['create']>[0];
type Change = Parameters<IntegrationStore['update']>[2];

export class DatabaseIntegrationStore
  extends IntegrationReader
  implements IntegrationStore
{
  readonly #database: Database;

  constructor(database: Database) {
    super(database);
    this.#database = database;
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
      for (const table of [
        'crawls',
        'credentials',
        'integration_shares',
        'pull_credentials',
        'webhooks',
      ]) {
        await trx(table).where({ integration_id: id }).delete();
      }
    });
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
        .update({ health: JSON.stringify(health) });
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
      this.forgetRecent();
    }
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
