import {
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  PolicyDecision,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import { createConditionTransformer } from '@backstage/plugin-permission-node';
import { integrationCreatePermission } from 'backstage-plugin-integrated-registry-common';
import { EVERYTHING, IntegrationFilter, NOTHING } from '../model';
import { Criteria, fulfils, mapCriteria } from './criteria';
import {
  IntegrationQuery,
  integrationResourceRef,
  workspaceResourceRef,
} from './resources';
import {
  CatalogWorkspace,
  WorkspaceDirectory,
} from './workspaces/WorkspaceDirectory';

export interface PermissionFiltersOptions {
  permissions: PermissionsService;
  directory: WorkspaceDirectory;
  getPermissionRuleset: PermissionsRegistryService['getPermissionRuleset'];
}

type IntegrationPermission = ResourcePermission<
  typeof integrationResourceRef.resourceType
>;

/** What the permission policy lets callers do, as filters. Roles are another question. */
export class PermissionFilters {
  readonly #options: PermissionFiltersOptions;

  constructor(options: PermissionFiltersOptions) {
    this.#options = options;
  }

  /** Is the permission denied for every integration? */
  async isDenied(
    permission: IntegrationPermission,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    const { result } = await this.#decide(permission, credentials);
    return result === AuthorizeResult.DENY;
  }

  /** The integrations that the permission is granted for. */
  async ofIntegrations(
    permission: IntegrationPermission,
    credentials: BackstageCredentials,
  ): Promise<IntegrationFilter> {
    const { getPermissionRuleset } = this.#options;
    const decision = await this.#decide(permission, credentials);
    switch (decision.result) {
      case AuthorizeResult.ALLOW:
        return EVERYTHING;
      case AuthorizeResult.CONDITIONAL:
        return this.#toFilter(
          createConditionTransformer(
            getPermissionRuleset(integrationResourceRef),
          )(decision.conditions),
        );
      default:
        return NOTHING;
    }
  }

  /** The workspaces that integrations may be created in. */
  async ofWorkspacesToCreateIn(
    credentials: BackstageCredentials,
  ): Promise<(workspace: CatalogWorkspace) => boolean> {
    const { getPermissionRuleset } = this.#options;
    const decision = await this.#decide(
      integrationCreatePermission,
      credentials,
    );
    if (decision.result !== AuthorizeResult.CONDITIONAL) {
      return () => decision.result === AuthorizeResult.ALLOW;
    }
    const criteria = await mapCriteria(
      createConditionTransformer(getPermissionRuleset(workspaceResourceRef))(
        decision.conditions,
      ),
      async condition => condition,
    );
    return workspace => fulfils(workspace, criteria);
  }

  async #decide(
    permission: ResourcePermission,
    credentials: BackstageCredentials,
  ): Promise<PolicyDecision> {
    const [decision] = await this.#options.permissions.authorizeConditional(
      [{ permission }],
      { credentials },
    );
    return decision;
  }

  #toFilter(
    queries: Criteria<IntegrationQuery>,
  ): Promise<Criteria<IntegrationFilter>> {
    const { directory } = this.#options;
    return mapCriteria(queries, async (query): Promise<IntegrationFilter> => {
      if (!('adminClaims' in query)) {
        return query;
      }
      const found = await directory.administeredBy(query.adminClaims);
      return {
        field: 'workspace',
        values: found.map(({ entityRef }) => entityRef),
      };
    });
  }
}
