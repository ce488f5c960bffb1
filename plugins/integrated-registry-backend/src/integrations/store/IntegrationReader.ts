import { Knex } from 'knex';
import { LRUCache } from 'lru-cache';
import {
  EncryptedCredential,
  IntegrationFilter,
  IntegrationStore,
  StoredIntegration,
} from '../../model';
import { Database, remembered } from '../../platform';
import { nameKey } from './integrationColumns';
import { whereFilter, whereFound } from './integrationFilter';
import {
  CredentialColumns,
  fromRow,
  IntegrationRow,
  WebhookColumns,
} from './integrationRows';

type Row = IntegrationRow & CredentialColumns & WebhookColumns;
type ShareRow = { integration_id: string; workspace: string };
type ListOptions = Parameters<IntegrationStore['list']>[0];

/** Reads integrations, with what belongs to them from other tables. */
export class IntegrationReader {
  readonly #database: Database;
  /** By filter. */
  readonly #recent = new LRUCache<string, readonly StoredIntegration[]>({
    max: remembered.usableIntegrations.max,
    ttl: remembered.usableIntegrations.freshMs,
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

  /** Something has changed: whoever reads afterwards sees it. */
  protected forgetRecent(): void {
    this.#recent.clear();
  }

  #select() {
    return this.#database
      .knex('integrations')
      .leftJoin('credentials', 'credentials.integration_id', 'integrations.id')
      .leftJoin('webhooks', 'webhooks.integration_id', 'integrations.id')
      .select('integrations.*', {
        credential_key_id: 'credentials.key_id',
        credential_ciphertext: 'credentials.ciphertext',
        credential_expires_at: 'credentials.expires_at',
        webhook_changes: 'webhooks.changes',
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
