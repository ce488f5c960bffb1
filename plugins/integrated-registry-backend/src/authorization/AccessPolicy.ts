import {
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  PolicyDecision,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import { createConditionTransformer } from '@backstage/plugin-permission-node';
import {
  accessPermission,
  integrationCreatePermission,
  integrationDeletePermission,
  integrationReadPermission,
  integrationUpdatePermission,
  integrationUsePermission,
} from 'backstage-plugin-integrated-registry-common';
import { IntegrationFilter, matchesFilter } from '../database';
import { StoredIntegration } from '../services/types';
import { CatalogWorkspace } from '../services/WorkspaceDirectory';
import { Caller, CallerResolver } from './Caller';
import { integrationResourceRef, workspaceResourceRef } from './resources';

/** What is done with an integration. */
export type IntegrationAction = 'read' | 'use' | 'update' | 'delete';

type Ruleset = PermissionsRegistryService['getPermissionRuleset'];

export interface AccessPolicyOptions {
  callers: CallerResolver;
  permissions: PermissionsService;
  getPermissionRuleset: Ruleset;
  /** False leaves the decision to the permission policy alone. */
  enforceRoles: boolean;
}

const EVERYTHING: IntegrationFilter = { allOf: [] };
const NOTHING: IntegrationFilter = { anyOf: [] };

const permissionOf: Record<
  IntegrationAction,
  ResourcePermission<typeof integrationResourceRef.resourceType>
> = {
  read: integrationReadPermission,
  use: integrationUsePermission,
  update: integrationUpdatePermission,
  delete: integrationDeletePermission,
};

/**
 * The one place that decides who may do what: role and permission policy together. A decision is a
 * filter over integrations; the database applies it to lists, and it is applied as it is to single
 * ones.
 */
export class AccessPolicy {
  readonly #options: AccessPolicyOptions;

  static create(options: AccessPolicyOptions): AccessPolicy {
    return new AccessPolicy(options);
  }

  private constructor(options: AccessPolicyOptions) {
    this.#options = options;
  }

  /**
   * Who calls, if they may use the Integrated Registry at all.
   *
   * @throws NotAllowedError
   */
  async enter(credentials: BackstageCredentials): Promise<Caller> {
    const [{ result }] = await this.#options.permissions.authorize(
      [{ permission: accessPermission }],
      { credentials },
    );
    if (result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        'You may not use the Integrated Registry. Ask the portal’s administrators for the permission integrated-registry.access',
      );
    }
    return this.#options.callers.resolve(credentials);
  }

  /** Which integrations the caller may do this with. */
  async filterFor(
    action: IntegrationAction,
    caller: Caller,
    credentials: BackstageCredentials,
  ): Promise<IntegrationFilter> {
    const [decision] = await this.#options.permissions.authorizeConditional(
      [{ permission: permissionOf[action] }],
      { credentials },
    );
    return {
      allOf: [this.#roleFilter(action, caller), this.#policyFilter(decision)],
    };
  }

  /** May the caller do this with this integration? */
  async permits(
    action: IntegrationAction,
    integration: StoredIntegration,
    caller: Caller,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    return matchesFilter(
      integration,
      await this.filterFor(action, caller, credentials),
    );
  }

  /** For which workspaces the caller may integrate registries. */
  async createFilter(
    caller: Caller,
    credentials: BackstageCredentials,
  ): Promise<(workspace: CatalogWorkspace) => boolean> {
    const { callers, permissions, enforceRoles } = this.#options;
    if (caller.kind === 'service') {
      return () => false;
    }
    const [decision] = await permissions.authorizeConditional(
      [{ permission: integrationCreatePermission }],
      { credentials },
    );
    const permitted = this.#workspaceFilter(decision);
    return workspace => {
      const role = callers.roleIn(workspace, caller);
      const hasRole = role === 'platform-admin' || role === 'workspace-admin';
      return (hasRole || !enforceRoles) && permitted(workspace);
    };
  }

  /** May the caller say with whom integrations are shared? */
  mayShare(caller: Caller): boolean {
    return (
      caller.kind === 'user' &&
      (caller.platformAdmin || !this.#options.enforceRoles)
    );
  }

  /** Has the caller to do with this workspace? */
  isInside(workspace: CatalogWorkspace, caller: Caller): boolean {
    return (
      caller.kind === 'service' ||
      !this.#options.enforceRoles ||
      this.#options.callers.roleIn(workspace, caller) !== undefined
    );
  }

  #workspaceFilter(
    decision: PolicyDecision,
  ): (workspace: CatalogWorkspace) => boolean {
    if (decision.result !== AuthorizeResult.CONDITIONAL) {
      return () => decision.result === AuthorizeResult.ALLOW;
    }
    const criteria = createConditionTransformer(
      this.#options.getPermissionRuleset(workspaceResourceRef),
    )(decision.conditions);
    return workspace => matchesCriteria(criteria, workspace);
  }

  #policyFilter(decision: PolicyDecision): IntegrationFilter {
    switch (decision.result) {
      case AuthorizeResult.ALLOW:
        return EVERYTHING;
      case AuthorizeResult.CONDITIONAL:
        return createConditionTransformer(
          this.#options.getPermissionRuleset(integrationResourceRef),
        )(decision.conditions);
      default:
        return NOTHING;
    }
  }

  #roleFilter(action: IntegrationAction, caller: Caller): IntegrationFilter {
    const { callers, enforceRoles } = this.#options;
    const changes = action === 'update' || action === 'delete';
    if (caller.kind === 'service') {
      // Other plugins read for everybody; what they show to whom is theirs to decide.
      return changes ? NOTHING : EVERYTHING;
    }
    if (!enforceRoles || caller.platformAdmin) {
      return EVERYTHING;
    }
    if (changes) {
      return {
        field: 'workspace',
        values: callers.refsOf(caller, 'workspace-admin'),
      };
    }
    const workspaces = callers.refsOf(caller);
    return {
      anyOf: [
        { field: 'workspace', values: workspaces },
        { sharedWith: workspaces },
      ],
    };
  }
}

type Criteria<T> =
  | T
  | { anyOf: Criteria<T>[] }
  | { allOf: Criteria<T>[] }
  | { not: Criteria<T> };

function matchesCriteria(
  criteria: Criteria<{ matches(workspace: CatalogWorkspace): boolean }>,
  workspace: CatalogWorkspace,
): boolean {
  if ('anyOf' in criteria) {
    return criteria.anyOf.some(inner => matchesCriteria(inner, workspace));
  }
  if ('allOf' in criteria) {
    return criteria.allOf.every(inner => matchesCriteria(inner, workspace));
  }
  if ('not' in criteria) {
    return !matchesCriteria(criteria.not, workspace);
  }
  return criteria.matches(workspace);
}
