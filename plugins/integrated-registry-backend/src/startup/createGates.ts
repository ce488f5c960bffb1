import {
  AccessPolicy,
  Audit,
  believingTokens,
  CallerResolver,
  DeployingPolicy,
  Gates,
  IntegrationGate,
  Memberships,
  PermissionFilters,
  rememberAnswers,
  WorkspaceGate,
} from '../access';
import { BackendOptions } from './BackendOptions';
import { Settings } from './readSettings';

export interface GatesOptions extends BackendOptions {
  audit: Audit;
  settings: Settings;
}

/** What decides who may do what. */
export function createGates(
  options: GatesOptions,
): Gates & { callers: CallerResolver } {
  const { settings, store, directory, audit, permissionsRegistry } = options;
  const presentMemberships =
    settings.membership === 'token'
      ? believingTokens
      : new Memberships(options);
  const { permissions, userInfo, memberships } = rememberAnswers(
    { ...options, memberships: presentMemberships },
    settings.permissionsMaxAgeMs,
  );
  const callers = new CallerResolver({
    ...options,
    ...settings,
    userInfo,
    memberships,
    presentMemberships,
  });
  const deciding = {
    callers,
    permissions,
    filters: new PermissionFilters({
      permissions,
      directory,
      getPermissionRuleset: resourceRef =>
        permissionsRegistry.getPermissionRuleset(resourceRef),
    }),
    enforceRoles: settings.enforceRoles,
  };
  const policy = new AccessPolicy(deciding);
  const deploying = new DeployingPolicy(deciding);
  return {
    callers,
    policy,
    deploying,
    directory,
    audit,
    integrations: new IntegrationGate({ policy, store }),
    workspaces: new WorkspaceGate({ policy, deploying, store, directory }),
  };
}
