import { Database } from '../platform';

/** What is kept of an encryption key: never the key, only a known text it has encrypted. */
export interface StoredEncryptionKey {
  id: string;
  knownText: string;
}

/** Which encryption keys have been used, and on how many credentials. */
export class DatabaseEncryptionKeyStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async list(): Promise<StoredEncryptionKey[]> {
    const rows = await this.#database.run(knex =>
      knex('encryption_keys').select('id', 'known_text'),
    );
    return rows.map(row => ({ id: row.id, knownText: row.known_text }));
  }

  /** Another replica may have been faster; what it wrote stays. */
  async add(key: StoredEncryptionKey): Promise<void> {
    await this.#database.run(knex =>
      knex('encryption_keys')
        .insert({
          id: key.id,
          known_text: key.knownText,
          created_at: new Date().toISOString(),
        })
        .onConflict('id')
        .ignore(),
    );
  }

  async setKnownText({ id, knownText }: StoredEncryptionKey): Promise<void> {
    await this.#database.run(knex =>
      knex('encryption_keys').where({ id }).update({ known_text: knownText }),
    );
  }

  /** How many stored credentials are encrypted with each key. */
  async countCredentials(): Promise<Map<string, number>> {
    const counts = new Map<string, number>();
    for (const table of ['credentials', 'pull_credentials', 'webhooks']) {
      const rows: { key_id: string; count: number | string }[] =
        await this.#database.run(knex =>
          knex(table)
            .whereNotNull('key_id')
            .select('key_id')
            .count({ count: '*' })
            .groupBy('key_id'),
        );
      for (const { key_id: id, count } of rows) {
        counts.set(id, (counts.get(id) ?? 0) + Number(count));
      }
    }
    return counts;
  }
}
