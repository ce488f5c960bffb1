import { Knex } from 'knex';
import { EncryptedCredential, IntegrationSettings } from '../../model';

// What belongs to an integration and has a table of its own.

export async function writeShares(
  trx: Knex.Transaction,
  id: string,
  { sharing }: IntegrationSettings,
): Promise<void> {
  await trx('integration_shares').where({ integration_id: id }).delete();
  if (sharing.with === 'workspaces' && sharing.workspaces.length > 0) {
    await trx('integration_shares').insert(
      sharing.workspaces.map(workspace => ({ integration_id: id, workspace })),
    );
  }
}

export async function writeCredential(
  trx: Knex.Transaction,
  id: string,
  credential: EncryptedCredential,
  expiresAt: Date | undefined,
): Promise<void> {
  await trx('credentials').insert({
    integration_id: id,
    key_id: credential.keyId,
    ciphertext: credential.ciphertext,
    expires_at: toColumn(expiresAt),
  });
}

export async function writeExpiry(
  knex: Knex,
  id: string,
  expiresAt: Date | undefined,
): Promise<void> {
  await knex('credentials')
    .where({ integration_id: id })
    .update({ expires_at: toColumn(expiresAt) });
}

function toColumn(moment: Date | undefined): string | null {
  return moment?.toISOString() ?? null;
}
