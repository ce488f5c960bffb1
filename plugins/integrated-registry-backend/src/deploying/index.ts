export { DatabaseBindingStore } from './bindings';
export {
  readConfiguredBindings,
  syncConfiguredBindings,
} from './bindings/configuredBindings';
export { CredentialMinter } from './minting/CredentialMinter';
export { DatabaseMintedCredentialStore } from './pullCredentials/DatabaseMintedCredentialStore';
export { MintedCredentials } from './minting/MintedCredentials';
export { NamespaceBindings } from './NamespaceBindings';
export { DatabasePullCredentialStore } from './pullCredentials';
export { reencryptPullCredentials } from './pullCredentials/reencryptPullCredentials';
export { PullCredentials } from './PullCredentials';
export { PullSecretTargets } from './PullSecretTargets';
export { PullPlanner } from './reconcile/PullPlanner';
export { PullSecretReconciler } from './reconcile/PullSecretReconciler';
export { deployingRoutes } from './routes';
