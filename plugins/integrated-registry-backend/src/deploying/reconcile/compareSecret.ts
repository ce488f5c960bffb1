import {
  FoundPullSecret,
  isClusterError,
  PullSecretPlace,
  PullSecretTarget,
} from 'backstage-plugin-integrated-registry-node';
import { PullSecretStanding, StoredBinding } from '../bindings';
import { WORKSPACE_LABEL, workspaceLabel } from '../workspaceLabel';
import { DockerConfig } from './dockerConfig';
import {
  clusterTrouble,
  foreignSecret,
  noNamespace,
  noServiceAccount,
  notLabelled,
  terminating,
  Trouble,
  workspaceGone,
} from './problems';

const MANAGED_BY = {
  'app.kubernetes.io/managed-by': 'integrated-registry',
} as const;

/** What the Secret of a binding has to hold. */
export interface WantedContent {
  config: DockerConfig;
  /** Keyed. */
  hash: string;
  /** A credential in it cannot be read any more: nothing is written, so that pods keep pulling. */
  keepAsItIs: boolean;
}

export interface CompareOptions {
  target: PullSecretTarget;
  secretName: string;
  /** Absent where no Secret is to be there. */
  wanted?: WantedContent;
  /** The catalog has been without the workspace for too long. */
  gone: boolean;
  /** Also what somebody else has changed. */
  takeOver: boolean;
  signal: AbortSignal;
  /** Told of each write, whether it succeeds or fails. */
  write<T>(
    what: 'apply' | 'remove' | 'link',
    action: () => Promise<T>,
  ): Promise<T>;
}

/** How a pull secret stands after it was compared, without what the caller adds. */
export type Compared = Pick<
  PullSecretStanding,
  | 'integrations'
  | 'linked'
  | 'appliedHash'
  | 'secretUid'
  | 'resourceVersion'
  | 'appliedAt'
> &
  ({ state: 'inPlace' | 'empty' } | Trouble);

const NOTHING_THERE = {
  integrations: [],
  linked: [],
} satisfies Partial<PullSecretStanding>;

/**
 * Compares the pull secret of a binding with what it has to be, and writes what differs, once.
 *
 * @throws ClusterError
 */
export async function compareSecret(
  binding: StoredBinding,
  options: CompareOptions,
): Promise<Compared> {
  const { target, secretName, signal, gone } = options;
  const { namespace } = binding;
  const found = await target.getNamespace(namespace, { signal });
  if (!found) {
    return { ...NOTHING_THERE, ...noNamespace(binding) };
  }
  if (found.terminating) {
    // Nothing can be written there, and all of it goes with the namespace.
    return { ...knownOf(binding), ...terminating(binding) };
  }
  const label = workspaceLabel(binding.workspace);
  const labelled = found.labels[WORKSPACE_LABEL];
  const place = { namespace, name: secretName };
  const secret = await target.findSecret(place, { signal });
  const refusal = refusalOf(binding, { gone, label, labelled });
  const { wanted } = options;
  if (!refusal && wanted?.keepAsItIs && secret?.ours) {
    return { ...knownOf(binding), state: 'inPlace' };
  }
  if (refusal || !wanted || wanted.config.integrations.length === 0) {
    await takeAway(binding, place, secret, options);
    return { ...NOTHING_THERE, ...(refusal ?? { state: 'empty' }) };
  }
  if (secret && !secret.ours) {
    return { ...NOTHING_THERE, ...foreignSecret(binding, secretName) };
  }
  const written = await putThere(binding, place, secret, wanted, options);
  if (written.state !== 'inPlace') {
    return written;
  }
  return link(binding, place, written, options);
}

function refusalOf(
  binding: StoredBinding,
  {
    gone,
    label,
    labelled,
  }: { gone: boolean; label: string; labelled: string | undefined },
): Trouble | undefined {
  if (binding.removingSince !== undefined) {
    return undefined;
  }
  if (gone) {
    return workspaceGone(binding);
  }
  return labelled === label
    ? undefined
    : notLabelled(binding, `${WORKSPACE_LABEL}=${label}`, labelled);
}

async function takeAway(
  binding: StoredBinding,
  place: PullSecretPlace,
  secret: FoundPullSecret | undefined,
  { target, signal, write }: CompareOptions,
): Promise<void> {
  for (const serviceAccount of binding.linked) {
    await unlink(place, serviceAccount, { target, signal, write });
  }
  if (secret?.ours) {
    await write('remove', () =>
      target.removeSecret({ ...place, uid: secret.uid }, { signal }),
    );
  }
}

async function putThere(
  binding: StoredBinding,
  place: PullSecretPlace,
  secret: FoundPullSecret | undefined,
  wanted: WantedContent,
  { target, signal, takeOver, write }: CompareOptions,
): Promise<Compared> {
  const isAsKnown =
    secret !== undefined &&
    secret.uid === binding.secretUid &&
    secret.resourceVersion === binding.resourceVersion;
  if (isAsKnown && binding.appliedHash === wanted.hash) {
    return { ...knownOf(binding), state: 'inPlace' };
  }
  const { state, problem } = binding;
  if (isAsKnown && state === 'drifted' && problem && !takeOver) {
    return { ...knownOf(binding), state, problem };
  }
  try {
    const applied = await write('apply', () =>
      target.applySecret(
        {
          ...place,
          dockerConfigJson: wanted.config.json,
          labels: {
            ...MANAGED_BY,
            [WORKSPACE_LABEL]: workspaceLabel(binding.workspace),
          },
        },
        { signal, takeOver },
      ),
    );
    return {
      state: 'inPlace',
      integrations: wanted.config.integrations,
      linked: binding.linked,
      appliedHash: wanted.hash,
      secretUid: applied.uid,
      resourceVersion: applied.resourceVersion,
      appliedAt: new Date().toISOString(),
    };
  } catch (error) {
    if (!isClusterError(error) || error.code !== 'DRIFTED' || !secret) {
      throw error;
    }
    return {
      ...knownOf(binding),
      // Until it changes again, writing it fails again.
      appliedHash: undefined,
      secretUid: secret.uid,
      resourceVersion: secret.resourceVersion,
      ...clusterTrouble(binding, place.name, error),
    };
  }
}

/**
 * Links the ServiceAccounts of the binding, and unlinks those that are no longer of it. What was done
 * before one of them fails is not lost.
 */
async function link(
  binding: StoredBinding,
  place: PullSecretPlace,
  written: Compared,
  options: CompareOptions,
): Promise<Compared> {
  const { target, signal, write } = options;
  const { serviceAccounts } = binding;
  const linked = new Set(binding.linked);
  const troubles: Trouble[] = [];
  const attempt = async (serviceAccount: string, isWanted: boolean) => {
    try {
      const change = { ...place, serviceAccount, linked: isWanted };
      await write('link', () => target.setLinked(change, { signal }));
    } catch (error) {
      if (!isClusterError(error)) {
        throw error;
      }
      // A ServiceAccount that is gone names nothing.
      const isGone = error.code === 'MISSING';
      if (isGone) {
        linked.delete(serviceAccount);
      }
      if (!isGone) {
        troubles.push(clusterTrouble(binding, place.name, error));
      } else if (isWanted) {
        troubles.push(noServiceAccount(binding, serviceAccount));
      }
      return;
    }
    if (isWanted) {
      linked.add(serviceAccount);
    } else {
      linked.delete(serviceAccount);
    }
  };
  for (const serviceAccount of serviceAccounts) {
    await attempt(serviceAccount, true);
  }
  for (const serviceAccount of binding.linked) {
    if (!serviceAccounts.includes(serviceAccount)) {
      await attempt(serviceAccount, false);
    }
  }
  return {
    ...written,
    linked: [...linked].sort(),
    ...(troubles[0] ?? { state: 'inPlace' }),
  };
}

async function unlink(
  place: PullSecretPlace,
  serviceAccount: string,
  {
    target,
    signal,
    write,
  }: Pick<CompareOptions, 'target' | 'signal' | 'write'>,
): Promise<void> {
  try {
    const change = { ...place, serviceAccount, linked: false };
    await write('link', () => target.setLinked(change, { signal }));
  } catch (error) {
    // A ServiceAccount that is gone names nothing.
    if (!isClusterError(error) || error.code !== 'MISSING') {
      throw error;
    }
  }
}

/** What was known of the Secret stays known. */
export function knownOf(binding: StoredBinding) {
  const { integrations, linked, appliedHash, secretUid } = binding;
  const { resourceVersion, appliedAt } = binding;
  return {
    integrations,
    linked,
    ...(appliedHash !== undefined && { appliedHash }),
    ...(secretUid !== undefined && { secretUid }),
    ...(resourceVersion !== undefined && { resourceVersion }),
    ...(appliedAt !== undefined && { appliedAt }),
  };
}
