import {
  BoundNamespace,
  PullSecretStanding,
  StoredBinding,
} from './StoredBinding';

/** A row of `namespace_bindings`. */
export interface BindingRow {
  id: string;
  workspace: string;
  cluster: string;
  namespace: string;
  service_accounts: string;
  managed_by: BoundNamespace['managedBy'];
  created_at: string;
  created_by: string;
  suspended_since: string | null;
  removing_since: string | null;
  state: PullSecretStanding['state'];
  since: string;
  problem: string | null;
  integrations: string;
  linked: string;
  inputs_hash: string | null;
  applied_hash: string | null;
  secret_uid: string | null;
  resource_version: string | null;
  checked_at: string | null;
  applied_at: string | null;
  due_at: string;
  attempts: number;
}

export function toBinding(row: BindingRow): StoredBinding {
  return {
    id: row.id,
    workspace: row.workspace,
    cluster: row.cluster,
    namespace: row.namespace,
    serviceAccounts: JSON.parse(row.service_accounts),
    managedBy: row.managed_by,
    createdAt: row.created_at,
    createdBy: row.created_by,
    state: row.state,
    since: row.since,
    integrations: JSON.parse(row.integrations),
    linked: JSON.parse(row.linked),
    dueAt: row.due_at,
    attempts: row.attempts,
    ...(row.problem !== null && { problem: JSON.parse(row.problem) }),
    ...given('suspendedSince', row.suspended_since),
    ...given('removingSince', row.removing_since),
    ...given('inputsHash', row.inputs_hash),
    ...given('appliedHash', row.applied_hash),
    ...given('secretUid', row.secret_uid),
    ...given('resourceVersion', row.resource_version),
    ...given('checkedAt', row.checked_at),
    ...given('appliedAt', row.applied_at),
  };
}

export function toBoundColumns(bound: BoundNamespace) {
  return {
    id: bound.id,
    workspace: bound.workspace,
    cluster: bound.cluster,
    namespace: bound.namespace,
    service_accounts: JSON.stringify(bound.serviceAccounts),
    managed_by: bound.managedBy,
    created_at: bound.createdAt,
    created_by: bound.createdBy,
  };
}

export function toStandingColumns(standing: PullSecretStanding) {
  return {
    state: standing.state,
    since: standing.since,
    problem: standing.problem ? JSON.stringify(standing.problem) : null,
    integrations: JSON.stringify(standing.integrations),
    linked: JSON.stringify(standing.linked),
    applied_hash: standing.appliedHash ?? null,
    secret_uid: standing.secretUid ?? null,
    resource_version: standing.resourceVersion ?? null,
    checked_at: standing.checkedAt ?? null,
    applied_at: standing.appliedAt ?? null,
  };
}

function given<Key extends string>(
  key: Key,
  value: string | null,
): { [key in Key]?: string } {
  return (value === null ? {} : { [key]: value }) as { [key in Key]?: string };
}
