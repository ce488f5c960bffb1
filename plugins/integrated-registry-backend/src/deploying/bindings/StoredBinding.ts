import {
  NamespaceBinding,
  PullSecretProblem,
  PullSecretState,
} from 'backstage-plugin-integrated-registry-common';

/** A namespace of a cluster that belongs to a workspace. */
export interface BoundNamespace {
  id: string;
  /** Entity ref. */
  workspace: string;
  cluster: string;
  namespace: string;
  serviceAccounts: string[];
  managedBy: NamespaceBinding['managedBy'];
  createdAt: string;
  createdBy: string;
}

/** How the pull secret of a namespace stands; moments are ISO 8601. */
export interface PullSecretStanding {
  state: PullSecretState;
  since: string;
  problem?: PullSecretProblem;
  /** Ids of the integrations that are in the Secret. */
  integrations: string[];
  /** ServiceAccounts that name the Secret because of the portal. */
  linked: string[];
  /** Keyed hash of the Secret as it was written. */
  appliedHash?: string;
  secretUid?: string;
  resourceVersion?: string;
  checkedAt?: string;
  appliedAt?: string;
}

export interface StoredBinding extends BoundNamespace, PullSecretStanding {
  suspendedSince?: string;
  removingSince?: string;
  /** Hash of all that the Secret is made from, as it was when somebody last looked. */
  inputsHash?: string;
  /** When somebody has to look again. */
  dueAt: string;
  /** Failed looks in a row. */
  attempts: number;
}
