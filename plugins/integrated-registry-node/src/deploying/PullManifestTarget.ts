import {
  ManifestKind,
  Message,
} from 'backstage-plugin-integrated-registry-common';
import { TargetCallOptions, WantedPullSecret } from './PullSecretTarget';

/** A pull secret as a manifest has to bring it about. @public */
export interface WantedManifest extends WantedPullSecret {
  /** Entity ref. */
  workspace: string;
  /** The keys of `auths` in `.dockerconfigjson`, in order, and whose credential each one has. */
  entries: readonly {
    key: string;
    integration: { id: string; name: string };
  }[];
}

/** A manifest that can be made. @public */
export interface PreparedManifest {
  /**
   * Differs where a manifest that was handed out has to be replaced. It may hold passwords: it is
   * hashed, and neither kept nor shown.
   */
  content: string;
  /** YAML of one Kubernetes object. No credential in it can be read outside the cluster. */
  write(): string;
}

/** Why no manifest can be made, and what to do. @public */
export interface UnpreparedManifest {
  problem: { message: Message; remedy: Message };
}

/**
 * A cluster that nothing is written to and nothing is asked of: people and GitOps tools apply the
 * manifests that are made for it.
 *
 * @public
 */
export interface PullManifestTarget {
  /** Name of the cluster, as bindings call it; unique in the portal. */
  readonly cluster: string;
  readonly manifestKind: ManifestKind;

  /** @throws the signal's reason after an abort */
  prepare(
    wanted: WantedManifest,
    options: TargetCallOptions,
  ): Promise<PreparedManifest | UnpreparedManifest>;
}
