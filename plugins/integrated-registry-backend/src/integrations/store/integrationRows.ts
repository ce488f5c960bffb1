import { Health } from 'backstage-plugin-integrated-registry-common';
import {
  ImageHostProof,
  IntegrationSettings,
  StoredIntegration,
} from '../../model';

/** A row of `integrations`, with what belongs to it from other tables. */
export interface IntegrationRow {
  id: string;
  workspace: string;
  type: string;
  name: string;
  name_key: string;
  description: string | null;
  url: string;
  image_host: string;
  image_host_proof: ImageHostProof | null;
  username: string | null;
  tls_ca_certificate: string | null;
  tls_skip_verify: boolean | number;
  repositories: string;
  repository_filter: string;
  sharing: 'nobody' | 'workspaces' | 'everybody';
  managed_by: 'user' | 'config';
  health: string;
  health_state: Health['state'];
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

export function nameKey(name: string): string {
  return name.toLocaleLowerCase('en-US');
}

export function toSettingsColumns(settings: IntegrationSettings) {
  return {
    workspace: settings.workspace,
    type: settings.type,
    name: settings.name,
    name_key: nameKey(settings.name),
    description: settings.description ?? null,
    url: settings.url,
    image_host: settings.imageHost,
    image_host_proof: settings.imageHostProof ?? null,
    username: settings.username ?? null,
    tls_ca_certificate: settings.tls.caCertificate ?? null,
    tls_skip_verify: settings.tls.skipVerify,
    repositories: JSON.stringify(settings.repositories),
    repository_filter: JSON.stringify(settings.repositoryFilter),
    sharing: settings.sharing.with,
  };
}

export function fromRow(
  row: IntegrationRow & CredentialColumns,
  sharedWith: string[],
): StoredIntegration {
  return {
    id: row.id,
    workspace: row.workspace,
    type: row.type,
    name: row.name,
    ...(row.description !== null && { description: row.description }),
    url: row.url,
    imageHost: row.image_host,
    ...(row.image_host_proof !== null && {
      imageHostProof: row.image_host_proof,
    }),
    ...(row.username !== null && { username: row.username }),
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
    tls: {
      ...(row.tls_ca_certificate !== null && {
        caCertificate: row.tls_ca_certificate,
      }),
      skipVerify: Boolean(row.tls_skip_verify),
    },
    repositories: JSON.parse(row.repositories),
    repositoryFilter: JSON.parse(row.repository_filter),
    sharing: { with: row.sharing, workspaces: sharedWith },
    managedBy: row.managed_by,
    health: readHealth(row.health),
    repositoryIndex: JSON.parse(row.repository_index),
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
