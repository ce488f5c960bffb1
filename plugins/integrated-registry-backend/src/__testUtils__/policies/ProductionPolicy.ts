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
  integrationDeletePermission,
  integrationUpdatePermission,
} from 'backstage-plugin-integrated-registry-common';

/** Workspaces whose images run in production. */
const production = ['group:default/payments'];

/** In production nobody but the platform team rotates passwords, changes or removes anything. */
export class ProductionPolicy implements PermissionPolicy {
  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const refs = user?.info.ownershipEntityRefs ?? [];
    if (
      !refs.includes('group:default/platform') &&
      (isPermission(permission, integrationUpdatePermission) ||
        isPermission(permission, integrationDeletePermission))
    ) {
      return createIntegrationConditionalDecision(permission, {
        not: integrationConditions.inWorkspace({ workspaces: production }),
      });
    }
    return { result: AuthorizeResult.ALLOW };
  }
}
