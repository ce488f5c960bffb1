import {
  BackendFeature,
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import permissionBackendPlugin from '@backstage/plugin-permission-backend';
import { PermissionPolicy } from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';

/**
 * The permission backend answers with conditions only to plugins: it looks for who acts for the
 * user, which the tokens of the test services leave out.
 */
const tokensWithActor = createServiceFactory({
  service: coreServices.auth,
  deps: { plugin: coreServices.pluginMetadata },
  factory({ plugin }) {
    const pluginId = plugin.getId();
    const auth = mockServices.auth({ pluginId });
    const issue = auth.getPluginRequestToken.bind(auth);
    auth.getPluginRequestToken = async options =>
      auth.isPrincipal(options.onBehalfOf, 'user')
        ? {
            token: mockCredentials.user.token(
              options.onBehalfOf.principal.userEntityRef,
              { actor: { subject: `plugin:${pluginId}` } },
            ),
          }
        : issue(options);
    return auth;
  },
});

/** The permission backend as it is installed, and the policy it asks. */
export function permissionBackend(policy: PermissionPolicy): BackendFeature[] {
  return permissionBackendWith(
    createBackendModule({
      pluginId: 'permission',
      moduleId: 'policy-of-a-test',
      register(env) {
        env.registerInit({
          deps: { policy: policyExtensionPoint },
          async init(deps) {
            deps.policy.setPolicy(policy);
          },
        });
      },
    }),
  );
}

/** The same with a policy that is installed as a module. */
export function permissionBackendWith(
  policyModule: BackendFeature,
): BackendFeature[] {
  return [permissionBackendPlugin, tokensWithActor, policyModule];
}
