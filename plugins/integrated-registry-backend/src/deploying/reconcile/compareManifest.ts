import { worded } from 'backstage-plugin-integrated-registry-common';
import {
  PullManifestTarget,
  TargetCallOptions,
} from 'backstage-plugin-integrated-registry-node';
import { Audit } from '../../access';
import { CredentialCipher } from '../../credentials';
import { CallerOptions } from '../../model';
import { StoredBinding } from '../bindings';
import { pullSecretLabels } from '../workspaceLabel';
import { Compared, WantedContent } from './Comparison';
import {
  manifestKept,
  manifestOutOfDate,
  manifestUnwanted,
  workspaceWithoutManifests,
} from './manifestProblems';

/** On whose request a manifest is handed out. */
export interface HandOut extends Pick<CallerOptions, 'request'> {
  /** Id of the integration that it has to cover; otherwise none is handed out. */
  integration?: string;
}

export interface ManifestOptions extends TargetCallOptions {
  target: PullManifestTarget;
  secretName: string;
  /** Absent where no Secret is to be there. */
  wanted?: WantedContent;
  /** The catalog has been without the workspace for too long. */
  gone: boolean;
  handOut?: HandOut;
  cipher: CredentialCipher;
  audit: Audit;
}

/**
 * Compares the manifest that was last handed out with what it has to be, and hands out another one on
 * request. The cluster is not asked: nobody knows whether one was applied.
 */
export async function compareManifest(
  binding: StoredBinding,
  {
    target,
    secretName,
    wanted,
    gone,
    handOut,
    cipher,
    audit,
    signal,
  }: ManifestOptions,
): Promise<{ compared: Compared; manifest?: string }> {
  const last = lastHandedOut(binding);
  const nothing = { integrations: [], linked: [], ...last };
  if (gone) {
    const compared = { ...nothing, ...workspaceWithoutManifests(binding) };
    return { compared };
  }
  if (wanted?.keepAsItIs) {
    const { integrations } = binding;
    return {
      compared: {
        ...nothing,
        integrations,
        state: 'manifest',
        problem: manifestKept(),
      },
    };
  }
  if (!wanted || wanted.config.integrations.length === 0) {
    const isUnwanted = last && binding.removingSince === undefined;
    return {
      compared: isUnwanted
        ? { ...nothing, state: 'manifest', problem: manifestUnwanted(last) }
        : { ...nothing, state: 'empty' },
    };
  }
  const { integrations, entries, json } = wanted.config;
  const prepared = await target.prepare(
    {
      namespace: binding.namespace,
      name: secretName,
      labels: pullSecretLabels(binding.workspace),
      workspace: binding.workspace,
      dockerConfigJson: json,
      entries,
    },
    { signal },
  );
  const known = { ...nothing, integrations };
  if ('problem' in prepared) {
    const problem = worded(prepared.problem);
    return { compared: { ...known, state: 'refused', problem } };
  }
  const appliedHash = cipher.fingerprint(prepared.content);
  const isCovered =
    handOut?.integration === undefined ||
    integrations.includes(handOut.integration);
  if (!handOut || !isCovered) {
    const isOutOfDate = last && last.appliedHash !== appliedHash;
    return {
      compared: {
        ...known,
        state: 'manifest',
        ...(isOutOfDate && { problem: manifestOutOfDate(last) }),
      },
    };
  }
  const { cluster, namespace, workspace } = binding;
  const manifest = await audit.run(
    {
      eventId: 'pull-manifest-hand-out',
      meta: {
        cluster,
        namespace,
        workspace,
        integrations,
        kind: target.manifestKind,
      },
    },
    handOut,
    async () => prepared.write(),
  );
  const appliedAt = new Date().toISOString();
  return {
    compared: { ...known, state: 'manifest', appliedHash, appliedAt },
    manifest,
  };
}

/** Of a cluster that was written to before, nothing was handed out. */
function lastHandedOut({ secretUid, appliedHash, appliedAt }: StoredBinding) {
  return secretUid === undefined &&
    appliedHash !== undefined &&
    appliedAt !== undefined
    ? { appliedHash, appliedAt }
    : undefined;
}
