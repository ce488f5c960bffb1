import {
  AuthorizeResult,
  isPermission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  createIntegrationConditionalDecision,
  integrationConditions,
} from 'backstage-plugin-integrated-registry-backend';
import {
  integrationReadPermission,
  integrationUsePermission,
} from 'backstage-plugin-integrated-registry-common';

/** Contractors see and use what their own workspaces own, and nothing that is shared with them. */
export class ContractorPolicy implements PermissionPolicy {
  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const claims = user?.info.ownershipEntityRefs ?? [];
    if (
      claims.includes('group:default/contractors') &&
      (isPermission(permission, integrationReadPermission) ||
        isPermission(permission, integrationUsePermission))
    ) {
      return createIntegrationConditionalDecision(
        permission,
        integrationConditions.hasWorkspaceMember({ claims }),
      );
    }
    return { result: AuthorizeResult.ALLOW };
  }
}
