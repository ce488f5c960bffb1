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

/** Only the platform team integrates, changes and removes Artifactory; everybody else uses it. */
export class ArtifactoryPolicy implements PermissionPolicy {
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
        not: integrationConditions.isType({ types: ['jfrog'] }),
      });
    }
    return { result: AuthorizeResult.ALLOW };
  }
}
