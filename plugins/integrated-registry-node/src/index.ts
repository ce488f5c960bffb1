/**
 * Provider extension point, HTTP transport and OCI client of the Integrated Registry.
 *
 * @packageDocumentation
 */
export {
  ClusterError,
  type ClusterErrorCode,
  type FoundPullSecret,
  isClusterError,
  type PreparedManifest,
  type PullManifestTarget,
  type PullSecretPlace,
  type PullSecretTarget,
  type PullSecretTargetsExtensionPoint,
  pullSecretTargetsExtensionPoint,
  type TargetCallOptions,
  type TargetNamespace,
  type UnpreparedManifest,
  type WantedManifest,
  type WantedPullSecret,
} from './deploying';
export {
  isRegistryError,
  RegistryError,
  type RegistryErrorOptions,
} from './errors';
export {
  NetworkPolicy,
  type NetworkRules,
  type NetworkTarget,
} from './network';
export {
  imageTags,
  isAttachmentTag,
  type LoginAtOnce,
  OciClient,
  type OciClientOptions,
  type OciLogin,
  type OciPage,
  OciRegistryClient,
  type OciRepository,
  ownAuthorization,
  unprovenGap,
} from './oci';
export {
  answerBounds,
  type CallOptions,
  checkedProvider,
  defineProvider,
  type DiagnoseOptions,
  type DiagnosisCheck,
  type ListRepositoriesOptions,
  type ListTagsOptions,
  offeredRepositories,
  type ProviderDefinition,
  type RegistryClient,
  type RegistryConnection,
  type RegistryCredential,
  type RegistryDescriptor,
  type RegistryGap,
  type RegistryProvider,
  type RegistryProvidersExtensionPoint,
  registryProvidersExtensionPoint,
  type RegistryReferrer,
  type RegistryReferrerList,
  type RegistryRepository,
  type RegistryRepositoryPage,
  type RegistryTag,
  type RegistryTagPage,
  repositoryGlobs,
  type RepositoryListing,
  runDiagnosis,
  type RunDiagnosisOptions,
  skippedStep,
  takeDiagnosisStep,
  verifiedPages,
} from './provider';
export {
  assertSameProtocol,
  boundedList,
  errorOf,
  expectJson,
  jsonOf,
  type LinkTarget,
  parseLinkHeader,
  readJson,
  type RequestContext,
} from './responses';
export { deadlineSignal, eachInTurns, orAborted } from './timing';
export {
  answerLimits,
  createHttpTransport,
  type HttpTransport,
  type HttpTransportOptions,
  type ProxySettings,
  RequestBudget,
  type TransportLimits,
  type TransportMethod,
  type TransportPriority,
  type TransportRequest,
  type TransportResponse,
} from './transport';
