export type {
  CredentialSource,
  NoPullLogin,
  PullLogin,
  PullLoginProblem,
} from './CredentialSource';
export { credentialSourceOf, mintFailed } from './credentialSources';
export {
  DatabasePullCredentialStore,
  type StoredPullCredential,
} from './DatabasePullCredentialStore';
export { pullBinding } from './pullBinding';
