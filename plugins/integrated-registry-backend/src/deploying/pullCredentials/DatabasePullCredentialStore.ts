import {
  PullCredentialSource,
  Text,
} from 'backstage-plugin-integrated-registry-common';
import { EncryptedCredential } from '../../model';
import { Database } from '../../platform';

/** What a workspace has decided about the pull credential of an integration. */
export interface StoredPullCredential {
  integrationId: string;
  /** Entity ref of the workspace that has decided. */
  workspace: string;
  source: PullCredentialSource;
  /** With `separate`. */
  username?: string;
  /** With `separate`. */
  encrypted?: EncryptedCredential;
  expiresAt?: string;
  /** With `minted`: the group of the registry whose rights it has. */
  group?: string;
  /** With `minted`: why the last attempt to make one failed. */
  mintFailure?: MintFailure;
  decidedAt: string;
  /** Entity ref. */
  decidedBy: string;
}

/** Why no credential could be made, and when to try again. */
export interface MintFailure {
  reason: Text;
  /** Failed ones in a row. */
  attempts: number;
  /** ISO 8601. */
  retryAt: string;
}

interface Row {
  integration_id: string;
  workspace: string;
  source: PullCredentialSource;
  username: string | null;
  key_id: string | null;
  ciphertext: string | null;
  expires_at: string | null;
  rights_group: string | null;
  mint_failure: string | null;
  decided_at: string;
  decided_by: string;
}

/** Decisions about pull credentials, with the passwords that were entered for them. */
export class DatabasePullCredentialStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Of one workspace, or of all of them. */
  async list(workspace?: string): Promise<StoredPullCredential[]> {
    const rows: Row[] = await this.#database.run(knex =>
      knex('pull_credentials').where(
        workspace === undefined ? {} : { workspace },
      ),
    );
    return rows.map(toPullCredential);
  }

  async get(
    integrationId: string,
    workspace: string,
  ): Promise<StoredPullCredential | undefined> {
    const row: Row | undefined = await this.#database.run(knex =>
      knex('pull_credentials')
        .where({ integration_id: integrationId, workspace })
        .first(),
    );
    return row && toPullCredential(row);
  }

  async put(decision: StoredPullCredential): Promise<void> {
    await this.#database.run(knex =>
      knex('pull_credentials')
        .insert({
          integration_id: decision.integrationId,
          workspace: decision.workspace,
          source: decision.source,
          username: decision.username ?? null,
          key_id: decision.encrypted?.keyId ?? null,
          ciphertext: decision.encrypted?.ciphertext ?? null,
          expires_at: decision.expiresAt ?? null,
          rights_group: decision.group ?? null,
          mint_failure: null,
          decided_at: decision.decidedAt,
          decided_by: decision.decidedBy,
        })
        .onConflict(['integration_id', 'workspace'])
        .merge(),
    );
  }

  /** Nothing where somebody has decided anew meanwhile. */
  async setMintFailure(
    { integrationId, workspace, decidedAt }: StoredPullCredential,
    failure: MintFailure | undefined,
  ): Promise<void> {
    await this.#database.run(knex =>
      knex('pull_credentials')
        .where({
          integration_id: integrationId,
          workspace,
          decided_at: decidedAt,
        })
        .update({ mint_failure: failure ? JSON.stringify(failure) : null }),
    );
  }

  /**
   * The same password in another ciphertext.
   *
   * @returns false where somebody has changed the password since `from` was read
   */
  async replaceEncrypted(
    { integrationId, workspace }: StoredPullCredential,
    from: EncryptedCredential,
    to: EncryptedCredential,
  ): Promise<boolean> {
    const changed = await this.#database.run(knex =>
      knex('pull_credentials')
        .where({
          integration_id: integrationId,
          workspace,
          key_id: from.keyId,
          ciphertext: from.ciphertext,
        })
        .update({ key_id: to.keyId, ciphertext: to.ciphertext }),
    );
    return changed > 0;
  }
}

function toPullCredential(row: Row): StoredPullCredential {
  return {
    integrationId: row.integration_id,
    workspace: row.workspace,
    source: row.source,
    decidedAt: row.decided_at,
    decidedBy: row.decided_by,
    ...(row.username !== null && { username: row.username }),
    ...(row.expires_at !== null && { expiresAt: row.expires_at }),
    ...(row.rights_group !== null && { group: row.rights_group }),
    ...(row.mint_failure !== null && {
      mintFailure: JSON.parse(row.mint_failure),
    }),
    ...(row.key_id !== null &&
      row.ciphertext !== null && {
        encrypted: { keyId: row.key_id, ciphertext: row.ciphertext },
      }),
  };
}
