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
    const rows: { key_id: string; count: number | string }[] =
      await this.#database.run(knex =>
        knex('credentials')
          .select('key_id')
          .count({ count: '*' })
          .groupBy('key_id'),
      );
    return new Map(rows.map(row => [row.key_id, Number(row.count)]));
  }
}
