import { Health } from 'backstage-plugin-integrated-registry-common';
import { IntegrationSettings, StoredIntegration } from '../../model';
import { integrationColumns, SettingsRow } from './integrationColumns';

/** A row of `integrations`, with what belongs to it from other tables. */
export interface IntegrationRow extends SettingsRow {
  id: string;
  managed_by: 'user' | 'config';
  health: string;
  repository_index: string;
  suspended_since: string | null;
  created_at: string;
  created_by: string;
  updated_at: string;
  updated_by: string;
  version: number;
}

/** From another table, beside the row. */
export interface CredentialColumns {
  credential_key_id: string | null;
  credential_ciphertext: string | null;
  credential_expires_at: string | null;
}

/** From another table, beside the row. */
export interface WebhookColumns {
  webhook_changes: string | null;
}

type Setting = keyof IntegrationSettings;
const SETTINGS = Object.keys(integrationColumns) as Setting[];

export function toSettingsColumns(settings: IntegrationSettings): SettingsRow {
  const write = <K extends Setting>(name: K) =>
    integrationColumns[name].write(settings[name]);
  return Object.assign({}, ...SETTINGS.map(write));
}

function toSettings(
  row: IntegrationRow,
  sharedWith: string[],
): IntegrationSettings {
  return Object.fromEntries(
    SETTINGS.map(
      name => [name, integrationColumns[name].read(row, sharedWith)] as const,
    ).filter(([, value]) => value !== undefined),
  ) as unknown as IntegrationSettings;
}

export function fromRow(
  row: IntegrationRow & CredentialColumns & WebhookColumns,
  sharedWith: string[],
): StoredIntegration {
  return {
    id: row.id,
    ...toSettings(row, sharedWith),
    hasCredential: row.credential_key_id !== null,
    ...(row.credential_key_id !== null &&
      row.credential_ciphertext !== null && {
        encryptedCredential: {
          keyId: row.credential_key_id,
          ciphertext: row.credential_ciphertext,
        },
      }),
    ...(row.credential_expires_at !== null && {
      credentialExpiresAt: new Date(row.credential_expires_at),
    }),
    managedBy: row.managed_by,
    health: readHealth(row.health),
    repositoryIndex: JSON.parse(row.repository_index),
    ...(row.webhook_changes !== null && {
      changes: JSON.parse(row.webhook_changes),
    }),
    ...(row.suspended_since !== null && {
      suspendedSince: new Date(row.suspended_since),
    }),
    createdAt: new Date(row.created_at),
    createdBy: row.created_by,
    updatedAt: new Date(row.updated_at),
    updatedBy: row.updated_by,
    version: row.version,
  };
}

/** A check that has not ended by then has died with its backend, in milliseconds. */
const LONGEST_CHECK_MS = 90_000;

/** Without a back-off that is over, and a check that died: nobody writes when that is so. */
export function readHealth(column: string): Health {
  const { backOff, checking, ...health }: Health = JSON.parse(column);
  const now = Date.now();
  return {
    ...health,
    ...(backOff && Date.parse(backOff.until) > now && { backOff }),
    ...(checking &&
      Date.parse(checking.since) > now - LONGEST_CHECK_MS && { checking }),
  };
}
