import {
  FoundPullSecret,
  isClusterError,
  PullSecretPlace,
} from 'backstage-plugin-integrated-registry-node';
import { StoredBinding } from '../bindings';
import {
  pullSecretLabels,
  WORKSPACE_LABEL,
  workspaceLabel,
} from '../workspaceLabel';
import { Compared, CompareOptions, WantedContent } from './Comparison';
import {
  changedByOthers,
  clusterTrouble,
  foreignSecret,
  noNamespace,
  notLabelled,
  terminating,
  Trouble,
  workspaceGone,
} from './problems';
import { setLinks } from './setLinks';

/**
 * Compares the pull secret of a binding with what it has to be, and writes what differs, once.
 *
 * @throws ClusterError
 */
export async function compareSecret(
  binding: StoredBinding,
  options: CompareOptions,
): Promise<Compared> {
  const { target, secretName, signal, gone, wanted, takeOver } = options;
  const { namespace } = binding;
  const found = await target.getNamespace(namespace, { signal });
  if (!found) {
    const nothing = { integrations: [], linked: [] };
    return binding.removingSince === undefined
      ? { ...nothing, ...noNamespace(binding) }
      : { ...nothing, state: 'empty' };
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
  if (!refusal && wanted?.keepAsItIs && secret?.ours && !takeOver) {
    return {
      ...knownOf(binding),
      ...(isAsKnown(binding, secret)
        ? { state: 'inPlace' }
        : changedByOthers(secretName)),
    };
  }
  if (refusal || !wanted || wanted.config.integrations.length === 0) {
    const { linked, trouble } = await takeAway(binding, place, secret, options);
    const state = refusal ?? trouble ?? { state: 'empty' as const };
    return { integrations: [], linked, ...state };
  }
  if (secret && !secret.ours) {
    const { linked } = binding;
    return { integrations: [], linked, ...foreignSecret(binding, secretName) };
  }
  const written = await putThere(binding, place, secret, wanted, options);
  if (written.state !== 'inPlace') {
    return written;
  }
  const { serviceAccounts } = binding;
  const { linked, trouble } = await setLinks(
    binding,
    place,
    serviceAccounts,
    options,
  );
  return { ...written, linked, ...(trouble ?? { state: 'inPlace' }) };
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

/** The Secret first: whatever hinders the rest, the credential is gone. */
async function takeAway(
  binding: StoredBinding,
  place: PullSecretPlace,
  secret: FoundPullSecret | undefined,
  options: CompareOptions,
) {
  const { target, signal, write } = options;
  if (secret?.ours) {
    await write('remove', binding.integrations, () =>
      target.removeSecret({ ...place, uid: secret.uid }, { signal }),
    );
  }
  return setLinks(binding, place, [], options);
}

/** Has nobody changed the Secret since it was last compared? */
function isAsKnown(
  { secretUid, resourceVersion }: StoredBinding,
  secret: FoundPullSecret | undefined,
): boolean {
  return (
    secret !== undefined &&
    secret.uid === secretUid &&
    secret.resourceVersion === resourceVersion
  );
}

async function putThere(
  binding: StoredBinding,
  place: PullSecretPlace,
  secret: FoundPullSecret | undefined,
  wanted: WantedContent,
  { target, signal, takeOver, write }: CompareOptions,
): Promise<Compared> {
  const { state, problem, appliedHash } = binding;
  if (isAsKnown(binding, secret)) {
    if (appliedHash === wanted.hash) {
      return { ...knownOf(binding), state: 'inPlace' };
    }
    if (state === 'drifted' && problem && !takeOver) {
      return { ...knownOf(binding), state, problem };
    }
  }
  try {
    const applied = await write('apply', wanted.config.integrations, () =>
      target.applySecret(
        {
          ...place,
          dockerConfigJson: wanted.config.json,
          labels: pullSecretLabels(binding.workspace),
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
