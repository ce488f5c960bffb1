import { NamespaceBinding } from 'backstage-plugin-integrated-registry-common';
import {
  PullManifestTarget,
  PullSecretTarget,
} from 'backstage-plugin-integrated-registry-node';
import { takesManifests } from '../PullSecretTargets';
import { WORKSPACE_LABEL, workspaceLabel } from '../workspaceLabel';
import { StoredBinding } from './StoredBinding';

/** What a caller sees of a binding. */
export function presentBinding(
  binding: StoredBinding,
  {
    secretName,
    target,
    canSync,
    canRemove,
  }: {
    secretName: string;
    /** Absent where the cluster is no longer configured. */
    target: PullSecretTarget | PullManifestTarget | undefined;
    canSync: boolean;
    canRemove: boolean;
  },
): NamespaceBinding {
  const { id, workspace, cluster, namespace, serviceAccounts } = binding;
  const { state, since, checkedAt, appliedAt, problem } = binding;
  const manifestKind =
    target && takesManifests(target) ? target.manifestKind : undefined;
  const role =
    (canSync || canRemove) &&
    target &&
    !takesManifests(target) &&
    target.describeRole({ namespace, name: secretName, serviceAccounts });
  return {
    id,
    workspace,
    cluster,
    namespace,
    serviceAccounts,
    managedBy: binding.managedBy,
    secretName,
    label: `${WORKSPACE_LABEL}=${workspaceLabel(workspace)}`,
    ...(manifestKind && { manifestKind }),
    state,
    since,
    ...(checkedAt !== undefined && { checkedAt }),
    ...(appliedAt !== undefined && { appliedAt }),
    ...(problem && { problem }),
    integrations: binding.integrations,
    removing: binding.removingSince !== undefined,
    canSync,
    canRemove: canRemove && binding.managedBy === 'user',
    ...(role && { role }),
    createdAt: binding.createdAt,
    createdBy: binding.createdBy,
  };
}
