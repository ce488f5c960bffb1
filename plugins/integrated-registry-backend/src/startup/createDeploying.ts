import { Audit } from '../access';
import { openKeyRing } from '../credentials';
import {
  DatabaseBindingStore,
  DatabasePullCredentialStore,
  PullPlanner,
  PullSecretReconciler,
  reencryptPullCredentials,
} from '../deploying';
import { DatabaseRepositoryStore } from '../repository-index';
import { BackendOptions } from './BackendOptions';
import { Settings } from './readSettings';

export interface DeployingOptions extends BackendOptions {
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
  const planner = new PullPlanner({
    ...options,
    decisions,
    projects: id => repositories.projects(id),
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
  return {
    bindings,
    decisions,
    planner,
    reconciler,
    reencryptPulls: (signal?: AbortSignal) =>
      reencryptPullCredentials({ decisions, store, cipher }, signal),
  };
}
