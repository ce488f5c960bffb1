export {
  ClusterError,
  type ClusterErrorCode,
  isClusterError,
} from './ClusterError';
export type {
  PreparedManifest,
  PullManifestTarget,
  UnpreparedManifest,
  WantedManifest,
} from './PullManifestTarget';
export type {
  FoundPullSecret,
  PullSecretPlace,
  PullSecretTarget,
  TargetCallOptions,
  TargetNamespace,
  WantedPullSecret,
} from './PullSecretTarget';
export {
  type PullSecretTargetsExtensionPoint,
  pullSecretTargetsExtensionPoint,
} from './PullSecretTargetsExtensionPoint';
