import { ConnectionTarget } from '../../connections';
import { EncryptedCredential, StoredIntegration } from '../../model';
import { Database } from '../../platform';

/** How to reach the registry that a credential was made in, also when its integration is gone. */
export type MintConnection = ConnectionTarget &
  Pick<StoredIntegration, 'id' | 'username' | 'encryptedCredential'>;

/** What a minted credential may pull. */
export interface MintScope {
  /** Sorted; empty where a group decides. */
  projects: string[];
  group?: string;
}

/**
 * A pull credential that the portal has made in a registry. `minting`: it may be there or not; `ready`:
 * it was proven by a pull; `retired`: to be revoked.
 */
export interface StoredMintedCredential {
  name: string;
  integrationId: string;
  /** Entity ref. */
  workspace: string;
  connection: MintConnection;
  scope: MintScope;
  state: 'minting' | 'ready' | 'retired';
  username?: string;
  encrypted?: EncryptedCredential;
  /** ISO 8601, as all moments here; absent where it does not expire. */
  expiresAt?: string;
  createdAt: string;
  /** When to try to revoke it; with `retired` only. */
  dueAt?: string;
  /** Failed attempts to revoke it, in a row. */
  attempts: number;
}

interface Row {
  name: string;
  integration_id: string;
  workspace: string;
  connection: string;
  scope: string;
  state: StoredMintedCredential['state'];
  username: string | null;
  key_id: string | null;
  ciphertext: string | null;
  expires_at: string | null;
  created_at: string;
  due_at: string | null;
  attempts: number;
}

/** Pull credentials that the portal has made, from before they are made until they are revoked. */
export class DatabaseMintedCredentialStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Of one workspace, or of all; the newest first. */
  async list(workspace?: string): Promise<StoredMintedCredential[]> {
    const rows: Row[] = await this.#database.run(knex =>
      knex('minted_credentials')
        .where(workspace === undefined ? {} : { workspace })
        .orderBy([
          { column: 'created_at', order: 'desc' },
          { column: 'name', order: 'desc' },
        ]),
    );
    return rows.map(toMinted);
  }

  /** Writes down that it is about to be made, so that it is found again whatever happens. */
  async begin(
    credential: Pick<
      StoredMintedCredential,
      | 'name'
      | 'integrationId'
      | 'workspace'
      | 'connection'
      | 'scope'
      | 'createdAt'
    >,
  ): Promise<void> {
    await this.#database.run(knex =>
      knex('minted_credentials').insert({
        name: credential.name,
        integration_id: credential.integrationId,
        workspace: credential.workspace,
        connection: JSON.stringify(credential.connection),
        scope: JSON.stringify(credential.scope),
        state: 'minting',
        created_at: credential.createdAt,
        attempts: 0,
      }),
    );
  }

  /** @returns false where somebody has given it up meanwhile */
  async ready(
    name: string,
    {
      username,
      encrypted,
      expiresAt,
    }: { username: string; encrypted: EncryptedCredential; expiresAt?: Date },
  ): Promise<boolean> {
    return this.#change(name, ['minting'], {
      state: 'ready',
      username,
      key_id: encrypted.keyId,
      ciphertext: encrypted.ciphertext,
      expires_at: expiresAt?.toISOString() ?? null,
    });
  }

  /** It is not used any more, and to be revoked from then on. */
  async retire(name: string, dueAt: Date): Promise<void> {
    await this.#change(name, ['minting', 'ready'], {
      state: 'retired',
      due_at: dueAt.toISOString(),
    });
  }

  async tryAgain(name: string, attempts: number, dueAt: Date): Promise<void> {
    await this.#change(name, ['retired'], {
      attempts,
      due_at: dueAt.toISOString(),
    });
  }

  async reconnect(name: string, connection: MintConnection): Promise<void> {
    await this.#change(name, ['minting', 'ready', 'retired'], {
      connection: JSON.stringify(connection),
    });
  }

  async remove(name: string): Promise<void> {
    await this.#database.run(knex =>
      knex('minted_credentials').where({ name }).delete(),
    );
  }

  /**
   * The same password in another ciphertext.
   *
   * @returns false where somebody has changed it since `from` was read
   */
  async replaceEncrypted(
    { name }: StoredMintedCredential,
    from: EncryptedCredential,
    to: EncryptedCredential,
  ): Promise<boolean> {
    const changed = await this.#database.run(knex =>
      knex('minted_credentials')
        .where({ name, key_id: from.keyId, ciphertext: from.ciphertext })
        .update({ key_id: to.keyId, ciphertext: to.ciphertext }),
    );
    return changed > 0;
  }

  async #change(
    name: string,
    from: StoredMintedCredential['state'][],
    to: Partial<Row>,
  ): Promise<boolean> {
    const changed = await this.#database.run(knex =>
      knex('minted_credentials')
        .where({ name })
        .whereIn('state', from)
        .update(to),
    );
    return changed > 0;
  }
}

function toMinted(row: Row): StoredMintedCredential {
  return {
    name: row.name,
    integrationId: row.integration_id,
    workspace: row.workspace,
    connection: JSON.parse(row.connection),
    scope: JSON.parse(row.scope),
    state: row.state,
    createdAt: row.created_at,
    attempts: row.attempts,
    ...(row.username !== null && { username: row.username }),
    ...(row.key_id !== null &&
      row.ciphertext !== null && {
        encrypted: { keyId: row.key_id, ciphertext: row.ciphertext },
      }),
    ...(row.expires_at !== null && { expiresAt: row.expires_at }),
    ...(row.due_at !== null && { dueAt: row.due_at }),
  };
}
