import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { AuthenticationError } from '@backstage/errors';
import {
  authProvidersExtensionPoint,
  createProxyAuthenticator,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';

/** Signs anybody in as any of the people in `auth.providers.demo.people`, without a password. */
const demoAuthenticator = createProxyAuthenticator({
  defaultProfileTransform: async () => ({ profile: {} }),
  initialize: ({ config }) =>
    new Set(
      config
        .getConfigArray('people')
        .map(person => person.getString('entityRef')),
    ),
  authenticate: async ({ req }, people) => {
    const entityRef = req.header('x-demo-user');
    if (!entityRef || !people.has(entityRef)) {
      throw new AuthenticationError(
        'The demo knows nobody of that name; choose one of auth.providers.demo.people',
      );
    }
    return { result: { entityRef } };
  },
});

/**
 * The demo portal's sign-in. Refuses to load in production, where it would let everybody in.
 */
export default createBackendModule({
  pluginId: 'auth',
  moduleId: 'demo-sign-in',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        providers: authProvidersExtensionPoint,
      },
      async init({ config, logger, providers }) {
        if (!config.has('auth.providers.demo')) {
          return;
        }
        if (process.env.NODE_ENV === 'production') {
          throw new Error(
            'The demo sign-in lets everybody in as anybody, so it does not load when NODE_ENV is production. Remove auth.providers.demo from the configuration and configure a real sign-in provider.',
          );
        }
        logger.warn(
          'The demo sign-in is on: whoever reaches this portal can sign in as anybody',
        );
        providers.registerProvider({
          providerId: 'demo',
          factory: createProxyAuthProviderFactory({
            authenticator: demoAuthenticator,
            signInResolver: ({ result }, ctx) =>
              ctx.signInWithCatalogUser({ entityRef: result.entityRef }),
          }),
        });
      },
    });
  },
});
