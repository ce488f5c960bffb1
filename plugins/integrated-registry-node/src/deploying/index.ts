export {
  ClusterError,
  type ClusterErrorCode,
  isClusterError,
} from './ClusterError';
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
