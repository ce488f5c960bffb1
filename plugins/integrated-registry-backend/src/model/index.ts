export type { CallerOptions } from './CallerOptions';
export { callerRef } from './callerRef';
export { firstFailure } from './firstFailure';
export type { HealthMonitor } from './HealthMonitor';
export {
  EVERYTHING,
  matchesFilter,
  NOT_SUSPENDED,
  NOTHING,
} from './IntegrationFilter';
export type {
  FilteredIntegration,
  IntegrationFilter,
  IntegrationSearch,
} from './IntegrationFilter';
export type { IntegrationStore } from './IntegrationStore';
export { isLoginRefusal, isRefused } from './isRefused';
export { pickFields } from './pickFields';
export type { AskRegistry, Purpose, RegistryClients } from './RegistryClients';
export { changedSince, reportOf, withReport } from './ReportedChanges';
export type { ReportedChanges } from './ReportedChanges';
export type { RepositoryCrawler } from './RepositoryCrawler';
export type {
  EncryptedCredential,
  ImageHostProof,
  IntegrationSettings,
  StoredIntegration,
} from './StoredIntegration';
export {
  authenticationError,
  conflictError,
  inputError,
  notAllowedError,
  notFoundError,
  unavailableError,
} from './wordedErrors';
export type { WordedError } from './wordedErrors';
