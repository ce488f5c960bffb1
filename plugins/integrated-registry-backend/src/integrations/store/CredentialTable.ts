import { EncryptedCredential, IntegrationStore } from '../../model';
import { Database } from '../../platform';
import { writeExpiry } from './integrationParts';

/** The passwords of integrations, encrypted as they are. */
export class CredentialTable {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async get(id: string): Promise<EncryptedCredential | undefined> {
    const row = await this.#database.run(knex =>
      knex('credentials')
        .where({ integration_id: id })
        .first('key_id', 'ciphertext'),
    );
    return row && { keyId: row.key_id, ciphertext: row.ciphertext };
  }

  async list({
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

  async replace(
    id: string,
    from: EncryptedCredential,
    to: EncryptedCredential,
  ): Promise<boolean> {
    const changed = await this.#database.run(knex =>
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

  async setExpiry(id: string, expiresAt: Date | undefined): Promise<void> {
    await this.#database.run(knex => writeExpiry(knex, id, expiresAt));
  }
}
