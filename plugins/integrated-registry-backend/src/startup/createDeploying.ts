import { Audit } from '../access';
import { IntegrationConnector } from '../connections';
import { openKeyRing } from '../credentials';
import {
  CredentialMinter,
  DatabaseBindingStore,
  DatabaseMintedCredentialStore,
  DatabasePullCredentialStore,
  MintedCredentials,
  PullPlanner,
  PullSecretReconciler,
  reencryptPullCredentials,
} from '../deploying';
import { DatabaseRepositoryStore } from '../repository-index';
import { BackendOptions } from './BackendOptions';
import { Settings } from './readSettings';

export interface DeployingOptions extends BackendOptions {
  connector: IntegrationConnector;
  cipher: Awaited<ReturnType<typeof openKeyRing>>;
  audit: Audit;
  settings: Settings;
  repositories: DatabaseRepositoryStore;
}

/** What keeps pull secrets in the namespaces of workspaces. */
export function createDeploying(options: DeployingOptions) {
  const { database, settings, repositories, store, cipher } = options;
  const bindings = new DatabaseBindingStore(database);
  const decisions = new DatabasePullCredentialStore(database);
  const minted = new DatabaseMintedCredentialStore(database);
  const projects = repositories.projects.bind(repositories);
  const planner = new PullPlanner({
    ...options,
    decisions,
    minted,
    projects,
    graceMs: settings.workspaceGraceMs,
    secretName: settings.pullSecretName,
  });
  const reconciler = new PullSecretReconciler({
    ...options,
    bindings,
    planner,
    secretName: settings.pullSecretName,
    intervalMs: settings.pullSecretIntervalMs,
  });
  const minter = new CredentialMinter({
    ...options,
    minted,
    projects,
    mintedDays: settings.mintedDays,
  });
  const mintedCredentials = new MintedCredentials({
    ...options,
    minted,
    minter,
    decisions,
    bindings,
    planner,
    mintedGraceMs: settings.mintedGraceMs,
  });
  return {
    bindings,
    decisions,
    planner,
    reconciler,
    minter,
    mintedCredentials,
    async reencryptPulls(signal?: AbortSignal) {
      await reencryptPullCredentials(
        { credentials: decisions, store, cipher },
        signal,
      );
      await reencryptPullCredentials(
        { credentials: minted, store, cipher },
        signal,
      );
    },
  };
}
