import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  integrationCredentialPermission,
  namespaceBindPermission,
} from 'backstage-plugin-integrated-registry-common';
import { matchesFilter } from '../model';
import { DecidedIntegration } from './AccessDecision';
import { AccessPolicyOptions } from './AccessPolicy';
import { Caller } from './Caller';
import { CatalogWorkspace } from './workspaces/WorkspaceDirectory';

/** Decides who may do what with namespaces and pull secrets: role and permission policy together. */
export class DeployingPolicy {
  readonly #options: AccessPolicyOptions;

  constructor(options: AccessPolicyOptions) {
    this.#options = options;
  }

  /** May the caller bind namespaces to workspaces? */
  async mayBind(
    caller: Caller,
    { credentials }: { credentials: BackstageCredentials },
  ): Promise<boolean> {
    const { permissions, enforceRoles } = this.#options;
    const hasRole = caller.platformAdmin || !enforceRoles;
    if (caller.kind === 'service' || !hasRole) {
      return false;
    }
    const [{ result }] = await permissions.authorize(
      [{ permission: namespaceBindPermission }],
      { credentials },
    );
    return result === AuthorizeResult.ALLOW;
  }

  /** Does the caller look after what a workspace deploys? */
  administers(workspace: CatalogWorkspace, caller: Caller): boolean {
    const { callers, enforceRoles } = this.#options;
    if (caller.kind === 'service') {
      return false;
    }
    const role = callers.roleIn(workspace, caller);
    return (
      !enforceRoles || role === 'platform-admin' || role === 'workspace-admin'
    );
  }

  /**
   * The integrations about whose credentials the permission policy lets the caller decide. Whose
   * workspace it is that decides, is another question.
   */
  async decidableCredentials(
    credentials: BackstageCredentials,
  ): Promise<(integration: DecidedIntegration) => boolean> {
    const filter = await this.#options.filters.ofIntegrations(
      integrationCredentialPermission,
      credentials,
    );
    return integration => matchesFilter(integration, filter);
  }
}
