import {
  message,
  Message,
  PullSecretProblem,
  PullSecretState,
  worded,
} from 'backstage-plugin-integrated-registry-common';
import { ClusterError } from 'backstage-plugin-integrated-registry-node';
import { BoundNamespace } from '../bindings';

/** A state that is not as it has to be, and why. */
export interface Trouble {
  state: Extract<PullSecretState, 'drifted' | 'refused' | 'unreachable'>;
  problem: PullSecretProblem;
}

function trouble(
  state: Trouble['state'],
  what: Message,
  remedy: Message,
): Trouble {
  return { state, problem: worded({ message: what, remedy }) };
}

export function noNamespace({ cluster, namespace }: BoundNamespace): Trouble {
  return trouble(
    'refused',
    message('PULL_SECRET_NO_NAMESPACE', { cluster, namespace }),
    message('PULL_SECRET_CREATE_NAMESPACE'),
  );
}

export function terminating({ namespace }: BoundNamespace): Trouble {
  return trouble(
    'refused',
    message('PULL_SECRET_TERMINATING', { namespace }),
    message('PULL_SECRET_CREATE_NAMESPACE'),
  );
}

/** @param label - `key=value` that the namespace should carry */
export function notLabelled(
  { namespace }: BoundNamespace,
  label: string,
  found: string | undefined,
): Trouble {
  const [key] = label.split('=');
  return found === undefined
    ? trouble(
        'refused',
        message('PULL_SECRET_NOT_LABELLED', { namespace, label }),
        message('PULL_SECRET_LABEL_IT', {
          command: `kubectl label namespace ${namespace} ${label}`,
        }),
      )
    : trouble(
        'refused',
        message('PULL_SECRET_LABELLED_FOR_OTHER', {
          namespace,
          label: `${key}=${found}`,
        }),
        message('PULL_SECRET_ASK_CLUSTER_ADMINS'),
      );
}

export function foreignSecret(
  { namespace }: BoundNamespace,
  name: string,
): Trouble {
  return trouble(
    'refused',
    message('PULL_SECRET_FOREIGN', { namespace, name }),
    message('PULL_SECRET_FOREIGN_REMEDY'),
  );
}

export function workspaceGone({ workspace }: BoundNamespace): Trouble {
  return trouble(
    'refused',
    message('PULL_SECRET_WORKSPACE_GONE', { workspace }),
    message('PULL_SECRET_BIND_AGAIN'),
  );
}

export function noSuchCluster({ cluster }: BoundNamespace): Trouble {
  return trouble(
    'unreachable',
    message('CLUSTER_GONE', { cluster }),
    message('CLUSTER_CONFIGURE_AGAIN'),
  );
}

export function noServiceAccount(
  { namespace }: BoundNamespace,
  account: string,
): Trouble {
  return trouble(
    'refused',
    message('SERVICE_ACCOUNT_GONE', { namespace, account }),
    message('SERVICE_ACCOUNT_CREATE'),
  );
}

/** It was changed, and is not written because that would take something away from pods. */
export function changedByOthers(name: string): Trouble {
  return trouble(
    'drifted',
    message('PULL_SECRET_DRIFTED', {
      name,
      reason: message('PULL_SECRET_NOT_AS_WRITTEN'),
    }),
    message('PULL_SECRET_TAKE_OVER'),
  );
}

/** What a cluster's answer means for a binding. */
export function clusterTrouble(
  bound: BoundNamespace,
  secretName: string,
  { code, reason }: Pick<ClusterError, 'code' | 'reason'>,
): Trouble {
  const { cluster } = bound;
  switch (code) {
    case 'DRIFTED':
      return trouble(
        'drifted',
        message('PULL_SECRET_DRIFTED', { name: secretName, reason }),
        message('PULL_SECRET_TAKE_OVER'),
      );
    case 'FORBIDDEN':
      return trouble(
        'refused',
        message('CLUSTER_FORBIDDEN', { cluster, reason }),
        message('CLUSTER_APPLY_ROLE'),
      );
    case 'UNAUTHORIZED':
      return trouble(
        'refused',
        message('CLUSTER_UNAUTHORIZED', { cluster, reason }),
        message('CLUSTER_CHECK_TOKEN'),
      );
    case 'TERMINATING':
      return terminating(bound);
    case 'MISSING':
      return noNamespace(bound);
    case 'BUSY':
      return trouble(
        'unreachable',
        message('CLUSTER_BUSY', { cluster }),
        message('CLUSTER_WAIT'),
      );
    case 'UNREACHABLE':
      return trouble(
        'unreachable',
        message('CLUSTER_UNREACHABLE', { cluster, reason }),
        message('CLUSTER_CHECK_ADDRESS'),
      );
    default:
      return trouble(
        'refused',
        message('CLUSTER_REFUSED', { cluster, reason }),
        message('CLUSTER_ASK_PORTAL'),
      );
  }
}

/** @param after - milliseconds */
export function tooSlow(after: number): ClusterError {
  return new ClusterError(
    'UNREACHABLE',
    message('CLUSTER_TOO_SLOW', { seconds: after / 1_000 }),
  );
}
